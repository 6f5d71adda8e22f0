package io.fluxmart.imports;

import static io.fluxmart.imports.OldShop.PATIENCE;
import static io.fluxmart.imports.OldShop.comment;
import static io.fluxmart.imports.OldShop.item;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import io.fluxmart.intakes.Intake;
import io.fluxmart.intakes.Rehearsal;
import io.fluxmart.intakes.Taken;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Invariants;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Users, posts and orders of one MongoDB database, from end to end. */
@FluxmartTest
class ImportHistoryTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    MongoClient mongo;

    @Autowired
    OpenImport openImport;

    @Autowired
    RunImport runImport;

    @Autowired
    ListRejects listRejects;

    @Autowired
    List<Intake> intakes;

    @Autowired
    ImportStore imports;

    @Autowired
    ImportEntity entities;

    @Autowired
    ReadPages pages;

    @Autowired
    Rehearsals rehearsals;

    @Autowired
    RankImportedOrders rankImportedOrders;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DetachedWrites writes;

    private final Set<List<SourceId>> taken = new HashSet<>();

    OldShop old;
    JsonNode product;
    String sku;
    ObjectId ada;
    ObjectId bob;
    ObjectId stranger;

    @BeforeEach
    void open() {
        old = new OldShop(mongo);
        product = shop.newProduct(unique("Relic"), 10, 5_000);
        sku = product.path("sku").asString();
        Customer someone = shop.newCustomer();
        String hash = books.texts("SELECT password_hash FROM users WHERE id = :id", Map.of("id", someone.id()))
                .get(0);
        ada = old.person("ada", hash);
        bob = old.person("bob", hash);
        stranger = old.stranger();
    }

    @AfterEach
    void close() {
        old.close();
    }

    @Test
    void bringsInPeopleWhatTheyWroteAndWhatTheyBought() {
        ObjectId post = old.post(ada, "First", comment(bob, "Hello"), comment(stranger, "Hi"), comment(ada, "Thanks"));
        ObjectId byText = old.post(bob.toHexString(), "Second");
        ObjectId ofNobody = old.post(stranger, "Third");
        ObjectId pending = old.order(ada, "pending", 39.98, item(sku, 2, 19.99));
        ObjectId shipped = old.order(ada, "shipped", Decimal128.parse("20.00"), item(sku, 1, Decimal128.parse("20")));
        ObjectId unknown = old.order(bob, "delivered", 5, item(sku, 1, 1), item("none-" + sku, 4, 1));
        ObjectId wrong = old.order(bob, "delivered", 6, item(sku, 1, 5));
        ObjectId guest = old.order(stranger, "delivered", 5, item(sku, 1, 5));

        Import rehearsed = run(true, 2);
        assertThat(shop.get(pathOf(post), null).status()).isEqualTo(404);
        assertThat(ordersOf(ada, bob)).isZero();
        Import real = run(false, 2);

        assertThat(real.steps())
                .containsExactly(
                        new ImportStep(Entity.USERS, 3L, 3, 2, 0, 1, true),
                        new ImportStep(Entity.POSTS, 3L, 3, 2, 0, 1, true),
                        new ImportStep(Entity.ORDERS, 5L, 5, 2, 0, 3, true))
                .as("as the dry run foretold")
                .isEqualTo(rehearsed.steps());
        assertThat(rejectsOf(real))
                .containsExactlyInAnyOrder(
                        stranger + " email",
                        ofNobody + " author",
                        unknown + " items.1.sku",
                        wrong + " total",
                        guest + " userId")
                .isEqualTo(rejectsOf(rehearsed));
        assertReadable(post, byText);
        assertAlive(pending, shipped);
    }

    private void assertReadable(ObjectId post, ObjectId byText) {
        JsonNode first = shop.get(pathOf(post), null).json();
        assertThat(first.path("author").path("username").asString()).isEqualTo(old.username("ada"));
        assertThat(first.path("publishedAt").asString()).isEqualTo("2005-05-04T10:00:00Z");
        assertThat(first.path("comments")
                        .valueStream()
                        .map(said -> said.path("author").path("username").asString()))
                .as("whoever is not here is shown as those are who left")
                .containsExactly(old.username("bob"), "[deleted]", old.username("ada"));
        assertThat(shop.get("/api/posts/search?tags=" + old.name().substring("mongo:".length()), null)
                        .json()
                        .path("data")
                        .valueStream()
                        .map(found -> found.path("id").asString()))
                .containsExactlyInAnyOrder(idOf(post), idOf(byText));
    }

    /** What was paid for was paid for elsewhere; what is open goes on here. Stock is what was left. */
    private void assertAlive(ObjectId pending, ObjectId shipped) {
        Customer buyer = signedIn(ada, "ada");
        JsonNode listed = shop.get("/api/orders", buyer).json().path("data");
        assertThat(listed.valueStream().map(order -> order.path("id").asString()))
                .containsExactlyInAnyOrder(orderId(pending), orderId(shipped));
        assertThat(shop.stockOf(product.path("id").asLong())).isEqualTo(10);
        assertThat(shop.balanceOf(buyer)).isZero();
        assertThat(sales(ada)).isEqualTo(3_998 + 2_000);

        assertThat(shop.deposit(buyer, 3_998).status()).isEqualTo(201);
        assertThat(shop.pay(buyer, "/api/orders/" + orderId(pending), unique("key"))
                        .block(PATIENCE)
                        .status())
                .isEqualTo(200);
        assertThat(shop.post("/api/orders/" + orderId(pending) + "/cancel", buyer, null)
                        .status())
                .isEqualTo(200);
        assertThat(shop.stockOf(product.path("id").asLong())).isEqualTo(12);
        assertThat(shop.balanceOf(buyer)).isEqualTo(3_998);
        assertThat(shop.post("/api/orders/" + orderId(shipped) + "/deliver", shop.admin(), null)
                        .status())
                .isEqualTo(200);
        assertThat(Invariants.brokenFor(List.of(buyer.id()), books)).isEmpty();
    }

    @Test
    void bringsEachInOnceHoweverOften() {
        ObjectId kept = old.post(ada, "Kept");
        old.order(bob, "delivered", 5, item(sku, 1, 5));
        run(false, 100);
        books.run(
                "UPDATE users SET deleted_at = now() WHERE id IN (:ada, :bob)",
                Map.of("ada", old.targetOf(Entity.USERS, ada), "bob", old.targetOf(Entity.USERS, bob)));
        ObjectId late = old.post(ada, "Too late");
        ObjectId order = old.order(bob, "delivered", 5, item(sku, 1, 5));

        Import rehearsed = run(true, 100);
        Import again = run(false, 100);

        assertThat(again.steps())
                .as("those who left get nothing new, and what they left is there already")
                .containsExactly(
                        new ImportStep(Entity.USERS, 3L, 3, 0, 2, 1, true),
                        new ImportStep(Entity.POSTS, 2L, 2, 0, 1, 1, true),
                        new ImportStep(Entity.ORDERS, 2L, 2, 0, 1, 1, true))
                .isEqualTo(rehearsed.steps());
        assertThat(rejectsOf(again)).containsExactly(stranger + " email", late + " author", order + " userId");
        assertThat(shop.get(pathOf(kept), null).status()).isEqualTo(200);
    }

    @Test
    void doesNotBringBackWhatItsAuthorRemoved() {
        ObjectId removed = old.post(ada, "Removed");
        run(false, 100);
        Customer author = signedIn(ada, "ada");
        assertThat(shop.send(HttpMethod.DELETE, pathOf(removed), author, null).status())
                .isEqualTo(204);
        ObjectId late = old.post(ada, "Late");

        Import rehearsed = run(true, 100);
        Import again = run(false, 100);

        assertThat(shop.get(pathOf(removed), author).status()).isEqualTo(404);
        assertThat(shop.get(pathOf(late), author).status()).isEqualTo(200);
        assertThat(again.steps())
                .contains(new ImportStep(Entity.POSTS, 2L, 2, 1, 1, 0, true))
                .isEqualTo(rehearsed.steps());
    }

    /** The log that rankings follow has no event of theirs; whoever rebuilds already may have begun before they came in. */
    @Test
    void ranksTheOrdersThoughRankingsAreBeingRebuilt() {
        old.order(ada, "delivered", 15, item(sku, 3, 5));
        Import real = run(false, 100);
        redis.opsForValue()
                .setIfAbsent("{rankings}:1:rebuild", "another", Duration.ofMillis(800))
                .block(PATIENCE);

        assertThat(rankImportedOrders.after(real).block(PATIENCE)).isTrue();

        assertThat(redis.opsForZSet()
                        .score(
                                "{rankings}:1:sold",
                                "%019d".formatted(product.path("id").asLong()))
                        .block(PATIENCE))
                .isEqualTo(-3);
    }

    /** Posts are in MongoDB before PostgreSQL has committed that they are. */
    @Test
    void countsAsIfUndisturbedWhenItDiesBeforeEachCommit() {
        IntStream.range(0, 7).forEach(n -> old.post(n == 3 ? stranger : ada, "No. " + n));
        IntStream.range(0, 7).forEach(n -> old.order(bob, "delivered", 5, item(sku, 1, n == 3 ? -5 : 5)));
        Import found = openImport.of(old.name(), false, 2).block(PATIENCE);

        Import last = Stream.generate(() -> dieAfterTheFirstNewBatch(found.id()))
                .limit(20)
                .filter(tried -> tried.status() == ImportStatus.COMPLETED)
                .findFirst()
                .orElseThrow();

        assertThat(last.steps())
                .containsExactly(
                        new ImportStep(Entity.USERS, 3L, 3, 2, 0, 1, true),
                        new ImportStep(Entity.POSTS, 7L, 7, 6, 0, 1, true),
                        new ImportStep(Entity.ORDERS, 7L, 7, 6, 0, 1, true));
        assertThat(rejectsOf(last)).hasSize(3);
        assertThat(ordersOf(ada, bob)).isEqualTo(6);
        assertThat(Invariants.brokenFor(List.of(old.targetOf(Entity.USERS, bob)), books))
                .isEmpty();
    }

    private Import dieAfterTheFirstNewBatch(UUID importId) {
        Map<String, Intake> dying = intakes.stream()
                .collect(Collectors.toMap(intake -> intake.entity().word(), intake -> new Dying(intake, taken)));
        RunImport run = new RunImport(
                imports,
                entities,
                pages,
                rehearsals,
                new StaticListableBeanFactory(Map.copyOf(dying)).getBeanProvider(Intake.class),
                transaction,
                writes);
        return Mono.usingWhen(
                        Mono.fromSupplier(old::open), source -> run.run(importId, Ids.next(), source), Source::close)
                .block(PATIENCE);
    }

    /** Writes every batch, and dies when it sees it for the first time. */
    private record Dying(Intake intake, Set<List<SourceId>> taken) implements Intake {

        @Override
        public Entity entity() {
            return intake.entity();
        }

        @Override
        public Mono<Taken> take(UUID importId, String source, List<SourceRow> rows) {
            return intake.take(importId, source, rows).map(written -> {
                if (taken.add(rows.stream().map(SourceRow::id).toList())) {
                    throw new IllegalStateException("died");
                }
                return written;
            });
        }

        @Override
        public Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> rows) {
            return intake.rehearse(rehearsal, source, rows);
        }
    }

    private Import run(boolean dryRun, int batchSize) {
        return Mono.usingWhen(
                        Mono.fromSupplier(old::open),
                        source -> openImport
                                .of(old.name(), dryRun, batchSize)
                                .flatMap(found -> runImport.run(found.id(), Ids.next(), source)),
                        Source::close)
                .block(PATIENCE);
    }

    private List<String> rejectsOf(Import finished) {
        return listRejects.of(finished.id(), 0, 1_000).block(PATIENCE).stream()
                .map(reject -> reject.row() + " " + reject.field())
                .toList();
    }

    private long ordersOf(ObjectId... buyers) {
        UUID[] users = Stream.of(buyers)
                .map(buyer -> old.targetOf(Entity.USERS, buyer))
                .toArray(UUID[]::new);
        return books.number("SELECT count(*) FROM orders WHERE user_id = ANY (:users)", Map.of("users", users));
    }

    private Customer signedIn(ObjectId person, String word) {
        return shop.signInAgain(new Customer(old.targetOf(Entity.USERS, person), ""), old.username(word));
    }

    private String idOf(ObjectId post) {
        return old.targetOf(Entity.POSTS, post).toString();
    }

    private String pathOf(ObjectId post) {
        return "/api/posts/" + idOf(post);
    }

    private String orderId(ObjectId order) {
        return old.targetOf(Entity.ORDERS, order).toString();
    }

    /** Of May 2005, to one buyer. */
    private long sales(ObjectId buyer) {
        String id = old.targetOf(Entity.USERS, buyer).toString();
        return shop.get("/api/reports/sales?from=2005-05-01&to=2005-06-01", shop.admin())
                .json()
                .path("topCustomers")
                .valueStream()
                .filter(customer -> customer.path("userId").asString().equals(id))
                .mapToLong(customer -> customer.path("revenue").path("amount").asLong())
                .sum();
    }
}
