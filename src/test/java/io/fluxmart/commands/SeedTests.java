package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.FluxmartApplication;
import io.fluxmart.backends.Backends;
import io.fluxmart.backends.BackendsConfiguration;
import io.fluxmart.credentials.Role;
import io.fluxmart.money.Money;
import io.fluxmart.orders.OrderStatus;
import io.fluxmart.orders.PastOrder;
import io.fluxmart.orders.RecordPastOrders;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.posts.AdoptPosts;
import io.fluxmart.posts.AdoptedComment;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.reviews.AdoptReviews;
import io.fluxmart.reviews.AdoptedReview;
import io.fluxmart.reviews.Ratings;
import io.fluxmart.seeding.DemoUser;
import io.fluxmart.seeding.Part;
import io.fluxmart.seeding.Seed;
import io.fluxmart.seeding.SeedPlan;
import io.fluxmart.seeding.Seeded;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Contents;
import io.fluxmart.testing.Invariants;
import io.fluxmart.testing.OwnStores;
import io.fluxmart.unseeding.Removal;
import io.fluxmart.unseeding.Unseed;
import io.fluxmart.users.AdoptUsers;
import io.fluxmart.users.AdoptedUser;
import io.fluxmart.users.UserStatus;
import io.fluxmart.wallets.Ledger;
import io.fluxmart.wallets.Movement;
import io.fluxmart.wallets.Transfers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.domain.Range;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Seeding and unseeding on stores of their own: other tests need the demo users. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("imports")
class SeedTests {

    private static final SeedPlan SMALL = new SeedPlan(3, 20, 30, 5, 4, true, 42);
    private static final SeedPlan PLAN = new SeedPlan(12, 24, 1_100, 30, 8, true, 42);

    private static Backends stores;

    private Premises premises;
    private Books books;
    private ReactiveMongoTemplate mongo;

    @Import({FluxmartApplication.class, BackendsConfiguration.class})
    static class OnOwnStores {

        @Bean(destroyMethod = "")
        Backends backends() {
            return stores;
        }
    }

    @BeforeAll
    void open() {
        stores = new OwnStores();
        premises = new Premises(OnOwnStores.class)
                .with("fluxmart.credentials.hashing-memory", "1024")
                .with("fluxmart.credentials.hashing-passes", "1")
                .with("fluxmart.unseeding.farewell", "10ms")
                .patient()
                .migrated()
                .onRedis();
        books = new Books(premises.get(DatabaseClient.class));
        mongo = premises.get(ReactiveMongoTemplate.class);
    }

    @AfterAll
    void close() {
        premises.close();
        stores.close();
    }

    @BeforeEach
    void tidyUp() {
        run("TRUNCATE users, products, categories, outbox, event_log, imports CASCADE");
        mongo.getCollectionNames()
                .flatMap(name -> mongo.remove(new Query(), name))
                .then()
                .as(premises::await);
    }

    @Test
    void fillsAllStoresConsistently() {
        Map<Part, Seeded> added = seed(PLAN);

        assertThat(added.get(Part.USERS).added()).isEqualTo(16);
        assertThat(added.get(Part.PRODUCTS).added()).isEqualTo(24);
        assertThat(added.get(Part.ORDERS).added()).isEqualTo(1_100);
        assertThat(added.get(Part.DETAILS).added()).isEqualTo(24);
        assertThat(added.get(Part.REVIEWS).added()).isEqualTo(30);
        assertThat(added.get(Part.POSTS).added()).isEqualTo(8);
        assertThat(added.get(Part.RANKINGS).isMissing()).isFalse();
        assertThat(Invariants.broken(books)).isEmpty();
        assertReviewsAreCountedAndEarned();
        assertThat(number("SELECT count(DISTINCT status) FROM orders")).isEqualTo(5);
        assertThat(
                        number(
                                "SELECT count(*) FROM orders o JOIN users u ON u.id = o.user_id WHERE o.created_at < u.created_at"))
                .isZero();
        assertThat(soldInRanking()).isEqualTo(number("""
                SELECT sum(quantity) FROM order_items JOIN orders o ON o.id = order_id WHERE o.status <> 'cancelled'
                """));
    }

    @Test
    void changesNothingWhenItIsRepeatedOnAnotherDay() {
        seed(PLAN);
        Map<String, String> before = Contents.all(books, mongo);

        CommandRun again = CommandRun.on(
                OnAnotherDay.class,
                "seed",
                "--users",
                "12",
                "--products",
                "24",
                "--orders",
                "1100",
                "--reviews",
                "30",
                "--posts",
                "8");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out())
                .containsPattern("products +0 +24")
                .containsPattern("users +0 +16")
                .containsPattern("orders +0 +1,100")
                .containsPattern("product details +0 +24")
                .containsPattern("reviews +0 +30")
                .containsPattern("posts +0 +8");
        assertThat(Contents.all(books, mongo)).isEqualTo(before);
    }

    @Import(OnOwnStores.class)
    static class OnAnotherDay {

        @Bean
        @Primary
        Clock later(@Qualifier("clock") Clock clock) {
            return Clock.offset(clock, Duration.ofDays(3));
        }
    }

    /** Each batch is one transaction, so that there is no half of one. */
    @Test
    void makesTheSameAgainAfterUnseedingAndCompletesWhatWasCutShort() {
        seed(PLAN);
        Map<String, String> whole = Contents.essence(books, mongo);

        unseed();
        assertThat(Invariants.broken(books)).isEmpty();
        assertThat(Contents.essence(books, mongo).values()).allMatch(contents -> contents.startsWith("0 "));

        premises.await(premises.get(Seed.class)
                .run(PLAN)
                .takeUntil(seeded -> seeded.part() == Part.ORDERS && seeded.done() > 0)
                .then());
        assertThat(number("SELECT count(*) FROM orders")).isBetween(1_000L, 1_099L);
        assertThat(Invariants.broken(books)).isEmpty();

        seed(PLAN);
        assertThat(Contents.essence(books, mongo)).isEqualTo(whole);
    }

    @Test
    void addsToASmallerRun() {
        seed(SMALL);
        String small = essenceOfTheFirst();

        Map<Part, Seeded> added = seed(PLAN);

        assertThat(added.get(Part.ORDERS).added()).isEqualTo(1_070);
        assertThat(added.get(Part.USERS).wasThere()).isEqualTo(7);
        assertThat(essenceOfTheFirst()).isEqualTo(small);
        assertThat(Invariants.broken(books)).isEmpty();
        assertReviewsAreCountedAndEarned();
    }

    /** Whoever deposits money for a customer, or is deposited for by one who did, is in books that stay. */
    @Test
    void keepsWhatRealCustomersNeedWhenUnseeding() {
        seed(PLAN);
        UUID customer = newCustomer();
        long goods = number("SELECT id FROM products WHERE sku = 'DEMO-00007'");
        deposit(customer, DemoUser.ADMIN.id());
        deposit(DemoUser.ADMIN.id(), DemoUser.MODERATOR.id());
        deposit(DemoUser.SECOND.id(), DemoUser.ADMIN.id());
        order(customer, goods);
        String before = booksOf(customer);
        AdoptedPost post = postOf(customer, DemoUser.USER.id());
        review(goods, customer, 2);
        review(goods, DemoUser.SECOND.id(), 5);
        long kept = number("SELECT count(*) FROM ledger_entries WHERE account_id = :id", DemoUser.ADMIN.id());

        Removal removal = premises.await(premises.get(Unseed.class).look());
        unseed();

        assertThat(removal).isEqualTo(new Removal(14, 2, 1_100, 23, 1));
        assertThat(texts("SELECT username::text FROM users ORDER BY 1"))
                .containsExactly("admin", "customer", "moderator");
        assertThat(texts("SELECT sku::text FROM products")).containsExactly("DEMO-00007");
        assertThat(booksOf(customer)).isEqualTo(before);
        assertThat(number("SELECT count(*) FROM ledger_entries WHERE account_id = :id", DemoUser.ADMIN.id()))
                .isEqualTo(kept);
        assertThat(Invariants.broken(books)).isEmpty();
        assertThat(documents("posts")).singleElement().satisfies(left -> {
            assertThat(left.get("_id")).isEqualTo(post.id());
            assertThat(left.getList("comments", Document.class))
                    .extracting("text")
                    .containsExactly("Mine.");
            assertThat(left.getLong("commentCount")).isOne();
        });
        assertThat(premises.await(premises.get(Ratings.class).of(goods)).count())
                .isOne();
        assertThat(documents("product_details")).hasSize(1);
        assertThat(soldInRanking()).isOne();
    }

    @Test
    void keepsWhoeverHandledAnOrderOrAnImportOfTheShop() {
        seed(SMALL);
        UUID customer = newCustomer();
        order(customer, number("SELECT id FROM products WHERE sku = 'DEMO-00001'"));
        books.run(
                "UPDATE order_transitions SET made_by = :by FROM orders o WHERE o.id = order_id AND o.user_id = :customer",
                Map.of("by", DemoUser.MODERATOR.id(), "customer", customer));
        books.run("""
                INSERT INTO imports (id, source, dry_run, batch_size, requested_by) VALUES (:by, 'shop', false, 100, :by)
                """, Map.of("by", DemoUser.ADMIN.id()));

        unseed();

        assertThat(texts("SELECT username::text FROM users ORDER BY 1"))
                .containsExactly("admin", "customer", "moderator");
    }

    /** What was decided at the beginning does not hold any more for whoever paid a real customer, or was paid by one, since. */
    @Test
    void keepsTheBooksOfRealCustomersWholeWhoTradeWithDemoUsersMeanwhile() {
        seed(SMALL);
        UUID customer = newCustomer();
        deposit(customer, customer);

        premises.await(premises.get(Unseed.class)
                .run()
                .concatMap(
                        step -> switch (step.step() + " " + step.done()) {
                            case "documents 0" -> transfer(DemoUser.USER.id(), customer);
                            case "users 0" -> transfer(customer, DemoUser.SECOND.id());
                            default -> Mono.<Void>empty();
                        },
                        0)
                .then());

        assertThat(Invariants.broken(books)).isEmpty();
        assertThat(number("SELECT count(*) FROM ledger_entries WHERE account_id = :id", customer))
                .isEqualTo(3);
        assertThat(texts("SELECT username::text FROM users ORDER BY 1")).containsExactly("customer", "second", "user");
    }

    /** Nodes remember the generation of what is void for a day; somebody of the same id must not begin below it. */
    @Test
    void endsWhatIsSignedInAndLetsThoseInWhoAreSeededAnew() {
        seed(SMALL);
        long seeded = generationOf(DemoUser.USER.id());
        AtomicLong voided = new AtomicLong();

        premises.await(premises.get(Unseed.class)
                .run()
                .concatMap(
                        step -> voided.get() == 0 ? note(voided, () -> generationOf(DemoUser.USER.id())) : Mono.empty(),
                        0)
                .then());
        seed(SMALL);

        assertThat(voided.get()).isGreaterThan(seeded);
        assertThat(generationOf(DemoUser.USER.id())).isGreaterThanOrEqualTo(voided.get());
    }

    private static Mono<Void> note(AtomicLong noted, Callable<Long> value) {
        return Mono.fromCallable(value)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(noted::set)
                .then();
    }

    private long generationOf(UUID user) {
        return number("SELECT token_generation FROM users WHERE id = :id", user);
    }

    @Test
    void tellsTheNodesWhatIsGone() {
        seed(SMALL);

        unseed();

        assertThat(texts("""
                        SELECT type || ' ' || count(*)
                        FROM (SELECT type FROM outbox UNION ALL SELECT type FROM event_log) e
                        GROUP BY type
                        ORDER BY 1
                        """))
                .containsExactly(
                        "catalogue.planted 1", "product.changed 20", "product.documents.changed 5", "user.changed 7");
    }

    @Test
    void refusesToUnseedWithoutAYes() {
        seed(SMALL);
        Map<String, String> before = Contents.all(books, mongo);

        CommandRun refused = CommandRun.on(OnOwnStores.class, "unseed");
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.out())
                .containsPattern("users +7 +0")
                .containsPattern("orders +30")
                .containsPattern("products +20 +0");
        assertThat(refused.err()).contains("Nothing was removed. With --yes");
        assertThat(Contents.all(books, mongo)).isEqualTo(before);

        CommandRun meant = CommandRun.on(OnOwnStores.class, "unseed", "--yes");
        assertThat(meant.exitCode()).as(meant.err()).isZero();
        assertThat(meant.out()).contains("Removed.");
        assertThat(number("SELECT count(*) FROM users")).isZero();
    }

    @Test
    void seedsWhatItCanWithoutMongoAndRedis() {
        String[] command = {
            "seed", "--users", "3", "--products", "20", "--orders", "30", "--reviews", "5", "--posts", "4"
        };

        CommandRun without = CommandRun.on(OnPostgresAlone.class, command);
        assertThat(without.exitCode()).isOne();
        assertThat(without.out()).containsPattern("orders +30 +0");
        assertThat(without.err()).contains("MongoDB does not answer").contains("Redis does not answer");

        assertThat(CommandRun.on(OnPostgresAlone.class, "unseed", "--yes").exitCode())
                .isOne();
        assertThat(number("SELECT count(*) FROM users")).isEqualTo(7);

        CommandRun again = CommandRun.on(OnOwnStores.class, command);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).containsPattern("orders +0 +30").containsPattern("reviews +5 +0");
        assertThat(again.err()).doesNotContain("does not answer");
        assertThat(Invariants.broken(books)).isEmpty();
        assertReviewsAreCountedAndEarned();
    }

    @Test
    void refusesOrdersForNothing() {
        CommandRun senseless = CommandRun.on(OnOwnStores.class, "seed", "--products", "0");

        assertThat(senseless.exitCode()).isEqualTo(2);
        assertThat(senseless.err()).contains("Without products there is nothing to order.");
    }

    @Test
    void refusesMoreThanItCanCount() {
        for (String what : List.of("--users", "--products", "--orders", "--reviews", "--posts")) {
            CommandRun senseless = CommandRun.on(OnOwnStores.class, "seed", what, "2147483647");

            assertThat(senseless.exitCode()).isEqualTo(2);
            assertThat(senseless.err()).contains("At most 100,000 products");
        }
    }

    /** The other stores are at addresses where nothing listens. */
    @Import({FluxmartApplication.class, BackendsConfiguration.class})
    static class OnPostgresAlone {

        @Bean(destroyMethod = "")
        Backends backends() {
            return new Backends() {
                @Override
                public PostgresAddress postgres() {
                    return stores.postgres();
                }

                @Override
                public String mongoUri() {
                    return "mongodb://127.0.0.1:1/nothing?serverSelectionTimeoutMS=200";
                }

                @Override
                public String redisUrl() {
                    return "redis://127.0.0.1:1";
                }

                @Override
                public void close() {}
            };
        }
    }

    private Map<Part, Seeded> seed(SeedPlan plan) {
        Map<Part, Seeded> last = new EnumMap<>(Part.class);
        premises.await(premises.get(Seed.class)
                .run(plan)
                .doOnNext(seeded -> last.put(seeded.part(), seeded))
                .then());
        return last;
    }

    private void unseed() {
        premises.await(premises.get(Unseed.class).run().then());
    }

    private void assertReviewsAreCountedAndEarned() {
        Map<Long, Long> counted = new TreeMap<>();
        for (Document review : documents("reviews")) {
            assertThat(review.getBoolean("inRating")).isTrue();
            assertThat(books.number(
                            """
                            SELECT count(*) FROM order_items i JOIN orders o ON o.id = i.order_id
                            WHERE o.status = 'delivered' AND o.user_id = :author AND i.product_id = :product
                              AND o.updated_at - interval '1 second' < :at
                            """,
                            Map.of(
                                    "author", review.get("author", UUID.class),
                                    "product", review.getLong("productId"),
                                    "at",
                                            review.getDate("createdAt")
                                                    .toInstant()
                                                    .atOffset(ZoneOffset.UTC))))
                    .isPositive();
            counted.merge(review.getLong("productId"), 1L, Long::sum);
        }
        assertThat(documents("rating_summaries"))
                .allSatisfy(
                        summary -> assertThat(summary.getLong("count")).isEqualTo(counted.get(summary.getLong("_id"))))
                .hasSameSizeAs(counted.keySet());
    }

    private List<Document> documents(String collection) {
        return premises.await(mongo.findAll(Document.class, collection).collectList());
    }

    private long soldInRanking() {
        return Math.round(premises.await(premises.get(ReactiveStringRedisTemplate.class)
                .opsForZSet()
                .rangeWithScores("{rankings}:1:sold", Range.unbounded())
                .reduce(0.0, (sum, one) -> sum - one.getScore())));
    }

    private UUID newCustomer() {
        UUID id = Ids.next();
        Instant now = Instant.now();
        premises.await(premises.get(AdoptUsers.class)
                .insertMissing(List.of(new AdoptedUser(
                        id,
                        "customer",
                        "customer@example.org",
                        "",
                        "Cleo",
                        null,
                        null,
                        null,
                        UserStatus.ACTIVE,
                        Set.of(Role.USER),
                        null,
                        now))));
        return id;
    }

    private void deposit(UUID to, UUID by) {
        Movement deposit = Movement.deposit(to, Money.of(5_000, "USD"), by, Instant.now());
        commit(premises.get(Ledger.class).move(deposit));
    }

    private Mono<Void> transfer(UUID from, UUID to) {
        Movement transfer = Transfers.between(from, to, Money.of(100, "USD"));
        return premises.get(TransactionalOperator.class)
                .transactional(premises.get(Ledger.class).move(transfer));
    }

    private void order(UUID customer, long productId) {
        PastOrder.Line line = new PastOrder.Line(productId, "Goods", 1, 1_999);
        PastOrder order = new PastOrder(
                Ids.next(), customer, OrderStatus.DELIVERED, Instant.parse("2026-01-01T00:00:00Z"), List.of(line));
        commit(premises.get(RecordPastOrders.class).insertMissing(List.of(order)));
    }

    private AdoptedPost postOf(UUID author, UUID visitor) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        AdoptedPost post = new AdoptedPost(
                Ids.next(),
                author,
                "Title",
                "Content",
                List.of(),
                true,
                at,
                at,
                List.of(
                        new AdoptedComment(Ids.next(), visitor, "Yours?", at),
                        new AdoptedComment(Ids.next(), author, "Mine.", at)));
        premises.await(premises.get(AdoptPosts.class).insertMissing(List.of(post), "test"));
        return post;
    }

    private void review(long productId, UUID author, int stars) {
        AdoptReviews reviews = premises.get(AdoptReviews.class);
        Instant at = Instant.parse("2026-02-01T00:00:00Z");
        premises.await(reviews.insertMissing(List.of(new AdoptedReview(productId, author, stars, null, at))));
        premises.await(reviews.count());
    }

    private <T> void commit(Mono<T> change) {
        premises.await(premises.get(TransactionalOperator.class).transactional(change));
    }

    private String booksOf(UUID customer) {
        return books.texts("""
                        SELECT string_agg(t::text, ';' ORDER BY t::text) FROM (
                            SELECT e::text FROM ledger_entries e WHERE account_id = :id
                            UNION ALL SELECT w::text FROM wallets w WHERE user_id = :id
                            UNION ALL SELECT o::text FROM orders o WHERE user_id = :id) t
                        """, Map.of("id", customer)).get(0);
    }

    private String essenceOfTheFirst() {
        return books.texts("""
                        SELECT string_agg(t::text, ';' ORDER BY t::text) FROM (
                            SELECT o::text FROM orders o WHERE id <= '00000000-0000-7000-8001-000000000030'
                            UNION ALL SELECT u::text FROM users u WHERE id <= '00000000-0000-7000-8000-000000001002'
                            UNION ALL SELECT p::text FROM products p WHERE sku <= 'DEMO-00020') t
                        """, Map.of()).get(0);
    }

    private long number(String sql) {
        return books.number(sql, Map.of());
    }

    private long number(String sql, UUID id) {
        return books.number(sql, Map.of("id", id));
    }

    private List<String> texts(String sql) {
        return books.texts(sql, Map.of());
    }

    private void run(String sql) {
        books.run(sql, Map.of());
    }
}
