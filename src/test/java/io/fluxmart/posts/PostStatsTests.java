package io.fluxmart.posts;

import static java.util.stream.Collectors.averagingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.http.HttpMethod.DELETE;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

/** R37. Authors in these tests have more posts than others, each test its own number of them. */
@FluxmartTest
class PostStatsTests {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Autowired
    Shop shop;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    MongoRecorder commands;

    @Autowired
    Recorder statements;

    Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(mongo);
    }

    @AfterEach
    void clear() {
        mongo.remove(Query.query(Criteria.where("title").is("Counted")), Post.class)
                .block(Shelf.PATIENCE);
    }

    @Test
    void agreesWithAPlainRecount() {
        Random random = new Random(7);
        List<UUID> authors =
                Stream.generate(shop::newCustomer).limit(4).map(Customer::id).toList();
        List<Post> posts = IntStream.range(0, 150)
                .mapToObj(n -> withCommentCount(authors.get(n * n % 7 % 4), random))
                .toList();
        shelf.put(posts);
        Map<UUID, List<Post>> byAuthor = posts.stream().collect(Collectors.groupingBy(Post::author));
        List<UUID> expected = byAuthor.keySet().stream()
                .sorted(Comparator.comparing((UUID id) -> byAuthor.get(id).size())
                        .reversed()
                        .thenComparing(UUID::toString))
                .toList();

        commands.clear();
        List<JsonNode> rows = ours(stats("limit=100&minPosts=10"), authors);

        assertThat(commands.about(Post.COLLECTION)).hasSize(1);
        assertThat(byAuthor).hasSizeGreaterThan(2);
        assertThat(rows).extracting(PostStatsTests::authorOf).isEqualTo(expected);
        assertThat(rows).allSatisfy(row -> requireEqual(row, byAuthor.get(authorOf(row))));
    }

    private static Post withCommentCount(UUID author, Random random) {
        List<String> tags = random.ints(random.nextInt(4), 0, 9)
                .mapToObj(n -> "tag" + n)
                .distinct()
                .toList();
        Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(10_000)));
        Post post = Shelf.post(author, "Counted", at, tags, List.of());
        return new Post(
                post.id(),
                author,
                post.title(),
                post.content(),
                tags,
                true,
                at,
                at,
                at,
                1,
                List.of(),
                random.nextInt(500));
    }

    private static void requireEqual(JsonNode row, List<Post> posts) {
        assertThat(row.path("posts").asInt()).isEqualTo(posts.size());
        assertThat(row.path("averageComments").asDouble())
                .isCloseTo(posts.stream().collect(averagingLong(Post::commentCount)), within(1e-9));
        assertThat(row.path("distinctTags").asLong())
                .isEqualTo(posts.stream()
                        .flatMap(post -> post.tags().stream())
                        .distinct()
                        .count());
        assertThat(row.path("lastPostAt").asString())
                .isEqualTo(posts.stream()
                        .map(Post::publishedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()
                        .toString());
    }

    @Test
    void leavesClosedAccountsOutAndStillFillsTheAnswer() {
        Customer most = newAuthor(92);
        Customer closed = newAuthor(91);
        Customer least = newAuthor(90);
        assertThat(shop.send(DELETE, "/api/users/me", closed, null).status()).isEqualTo(204);

        assertThat(stats("minPosts=90&limit=2"))
                .extracting(PostStatsTests::authorOf)
                .containsExactly(most.id(), least.id());
    }

    /** More of them than are looked up at once. */
    @Test
    void readsOnBehindAHundredClosedAccounts() {
        Customer author = newAuthor(6);
        shelf.put(IntStream.range(0, 110)
                .mapToObj(n -> Ids.next())
                .flatMap(gone -> posts(gone, 7, NOW).stream())
                .toList());
        statements.clear();

        List<JsonNode> rows = stats("minPosts=6&limit=100");

        assertThat(ours(rows, List.of(author.id()))).hasSize(1);
        assertThat(statements.runsOf("FROM users WHERE id")).isEqualTo(2);
    }

    /** R23 and R24: active authors with so many posts. */
    @Test
    void findsAuthorsWhoWereActiveLately() {
        Customer gone = shop.newCustomer();
        Customer active = shop.newCustomer();
        shelf.put(posts(gone.id(), 70, NOW.minus(Duration.ofDays(40))));
        shelf.put(posts(active.id(), 69, NOW.minus(Duration.ofDays(40))));
        shelf.put(posts(active.id(), 1, NOW.minus(Duration.ofDays(29))));
        List<UUID> both = List.of(gone.id(), active.id());

        assertThat(ours(stats("minPosts=70&activeDays=30"), both))
                .extracting(PostStatsTests::authorOf)
                .containsExactly(active.id());
        assertThat(ours(stats("minPosts=70&activeDays=41"), both)).hasSize(2);
        assertThat(ours(stats("minPosts=70"), both)).hasSize(2);
        assertThat(ours(stats("minPosts=71"), both)).isEmpty();
    }

    @Test
    void countsNoDrafts() {
        Customer author = shop.newCustomer();
        shelf.put(posts(author.id(), 80, NOW));
        new Blog(shop).draft(author);

        assertThat(ours(stats("minPosts=80"), List.of(author.id())))
                .extracting(row -> row.path("posts").asInt())
                .containsExactly(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=101", "minPosts=0", "minPosts=many", "activeDays=0", "activeDays=3661"})
    void refusesWhatCannotBeRead(String query) {
        assertThat(shop.get("/api/posts/stats?" + query, null).status()).isEqualTo(400);
    }

    private Customer newAuthor(int posts) {
        Customer author = shop.newCustomer();
        shelf.put(posts(author.id(), posts, NOW));
        return author;
    }

    private static List<Post> posts(UUID author, int count, Instant at) {
        return IntStream.range(0, count)
                .mapToObj(n -> Shelf.post(author, "Counted", at, List.of(), List.of()))
                .toList();
    }

    private List<JsonNode> stats(String query) {
        JsonNode answer = shop.get("/api/posts/stats?" + query, null).json();
        return answer.path("data").valueStream().toList();
    }

    private static List<JsonNode> ours(List<JsonNode> rows, List<UUID> authors) {
        return rows.stream().filter(row -> authors.contains(authorOf(row))).toList();
    }

    private static UUID authorOf(JsonNode row) {
        return UUID.fromString(row.path("author").path("id").asString());
    }
}
