package io.fluxmart.posts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import tools.jackson.databind.JsonNode;

/** Posts of these tests are of the far future, so that they come first, and are gone afterwards. */
@FluxmartTest
class PostListTests {

    @Autowired
    Shop shop;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    MongoRecorder commands;

    @Autowired
    Recorder statements;

    Blog blog;
    Shelf shelf;

    @BeforeEach
    void open() {
        blog = new Blog(shop);
        shelf = new Shelf(mongo);
        shelf.clearTheFuture();
    }

    @AfterEach
    void clear() {
        shelf.clearTheFuture();
    }

    /** R31 and T8. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/posts?limit=100", "/api/posts?limit=100&page=1"})
    void costsOneCommandAndOneStatement(String list) {
        List<UUID> authors =
                Stream.generate(shop::newCustomer).limit(5).map(Customer::id).toList();
        shelf.put(IntStream.range(0, 105)
                .mapToObj(n -> {
                    Instant at = Shelf.FAR_FUTURE.plusSeconds(n);
                    return Shelf.post(authors.get(n % 5), "Post " + n, at, List.of(), Shelf.comments(12, authors, at));
                })
                .toList());
        commands.clear();
        statements.clear();

        JsonNode page = shop.get(list, null).json();
        List<BsonDocument> sent = commands.about(Post.COLLECTION);
        int lookedUp = statements.runsOf("FROM users WHERE id");

        assertThat(Blog.titlesIn(page))
                .isEqualTo(IntStream.range(0, 100)
                        .mapToObj(n -> "Post " + (104 - n))
                        .toList());
        assertThat(page.path("data")).allSatisfy(post -> {
            assertThat(post.path("author").path("username").asString()).startsWith("c-");
            assertThat(post.path("commentCount").asInt()).isEqualTo(12);
            assertThat(textsIn(post))
                    .isEqualTo(IntStream.rangeClosed(3, 12)
                            .mapToObj(n -> "comment " + n)
                            .toList());
            assertThat(post.path("comments"))
                    .allSatisfy(comment -> assertThat(
                                    comment.path("author").path("username").asString())
                            .startsWith("c-"));
        });
        assertThat(lookedUp).isEqualTo(1);
        assertThat(sent).hasSize(1);
        assertThat(batchSizeOf(sent.get(0)))
                .as("all of them in the first answer")
                .isGreaterThan(100);
    }

    private static int batchSizeOf(BsonDocument command) {
        return command.getDocument("cursor", command).getNumber("batchSize").intValue();
    }

    @Test
    void continuesByCursorBehindTiesToo() {
        UUID author = shop.newCustomer().id();
        List<String> titles = IntStream.range(0, 7).mapToObj(n -> "Tied " + n).toList();
        shelf.put(titles.stream()
                .map(title -> Shelf.post(author, title, Shelf.FAR_FUTURE.plusMillis(7), List.of(), List.of()))
                .toList());
        shelf.put(List.of(
                Shelf.post(author, "Before", Shelf.FAR_FUTURE.plusMillis(6), List.of(), List.of()),
                Shelf.post(author, "Behind", Shelf.FAR_FUTURE.plusMillis(8), List.of(), List.of())));

        List<String> seen = new ArrayList<>();
        String after = "";
        for (int i = 0; i < 3; i++) {
            JsonNode page = shop.get("/api/posts?limit=3" + after, null).json();
            seen.addAll(Blog.titlesIn(page));
            after = "&after=" + page.path("page").path("nextCursor").asString();
        }

        List<String> expected = new ArrayList<>(titles);
        Collections.reverse(expected);
        expected.add(0, "Behind");
        expected.add("Before");
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void endsWithTheLastPost() {
        shelf.put(List.of(
                Shelf.post(shop.newCustomer().id(), "First", Shelf.FAR_FUTURE.plusSeconds(1), List.of(), List.of())));
        long published = shelf.published();

        List<String> ids = new ArrayList<>();
        String after = "";
        for (long left = published; left > 0; left -= 100) {
            JsonNode page = shop.get("/api/posts?limit=100" + after, null).json();
            page.path("data").forEach(post -> ids.add(post.path("id").asString()));
            after = "&after=" + page.path("page").path("nextCursor").asString("");
        }

        assertThat(after).as("behind the last page").isEqualTo("&after=");
        assertThat(ids).hasSize((int) published).doesNotHaveDuplicates();
    }

    @Test
    void pagesByNumberAndCounts() {
        UUID author = shop.newCustomer().id();
        shelf.put(IntStream.range(0, 5)
                .mapToObj(
                        n -> Shelf.post(author, "Numbered " + n, Shelf.FAR_FUTURE.plusSeconds(n), List.of(), List.of()))
                .toList());
        long published = shelf.published();

        JsonNode second = shop.get("/api/posts?page=2&limit=2", null).json();
        JsonNode beyond = shop.get("/api/posts?page=1000&limit=100", null).json();

        assertThat(Blog.titlesIn(second)).containsExactly("Numbered 2", "Numbered 1");
        assertThat(second.path("pagination").toString())
                .isEqualTo(
                        "{\"page\":2,\"limit\":2,\"total\":%d,\"pages\":%d}".formatted(published, (published + 1) / 2));
        assertThat(beyond.path("data")).isEmpty();
        assertThat(beyond.path("pagination").path("total").asLong()).isEqualTo(published);
    }

    @Test
    void listsOnlyWhatIsPublished() {
        Customer author = shop.newCustomer();
        String draft = blog.draft(author);
        Post hidden = shelf.find(draft);
        mongo.save(new Post(
                        hidden.id(),
                        hidden.author(),
                        unique("Hidden"),
                        "Some content",
                        List.of(),
                        false,
                        Shelf.FAR_FUTURE.plus(Duration.ofDays(9)),
                        hidden.createdAt(),
                        hidden.updatedAt(),
                        2,
                        List.of(),
                        0))
                .block(Shelf.PATIENCE);

        String id = hidden.id().toString();
        assertThat(shop.get("/api/posts?limit=100", author).text()).doesNotContain(id);
        assertThat(shop.get("/api/posts?limit=100&page=1", author).text()).doesNotContain(id);
        assertThat(shop.get("/api/posts/search", author).text()).doesNotContain(id);
        assertThat(shop.get("/api/posts/mine", author).text()).contains(id);
    }

    @Test
    void listsOnesOwnPostsWithDrafts() {
        Customer author = shop.newCustomer();
        blog.published(author, "One", "Some content");
        blog.draft(author);
        blog.published(author, "Three", "Some content");
        blog.published(shop.newCustomer(), "Somebody else's", "Some content");

        JsonNode first = shop.get("/api/posts/mine?limit=2", author).json();
        String next = first.path("page").path("nextCursor").asString();
        JsonNode rest =
                shop.get("/api/posts/mine?limit=2&after=" + next, author).json();

        assertThat(Blog.titlesIn(first)).containsExactly("Three", "A draft");
        assertThat(Blog.titlesIn(rest)).containsExactly("One");
        assertThat(rest.path("page").path("hasMore").asBoolean()).isFalse();
        assertThat(shop.get("/api/posts?after=" + next, null).code())
                .as("the cursor of another list")
                .isEqualTo("invalid_cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/posts?limit=0",
                "/api/posts?limit=101",
                "/api/posts?page=0",
                "/api/posts?page=1001",
                "/api/posts?after=none",
                "/api/posts?after=%7B%22%24ne%22%3A1%7D"
            })
    void refusesWhatCannotBeRead(String list) {
        assertThat(shop.get(list, null).status()).isEqualTo(400);
    }

    @Test
    void refusesAPageBehindACursor() {
        Customer author = shop.newCustomer();
        blog.published(author);
        blog.published(author);
        String next = shop.get("/api/posts?limit=1", null)
                .json()
                .path("page")
                .path("nextCursor")
                .asString();

        assertThat(shop.get("/api/posts?page=1&after=" + next, null).status()).isEqualTo(400);
    }

    private static List<String> textsIn(JsonNode post) {
        return post.path("comments")
                .valueStream()
                .map(comment -> comment.path("text").asString())
                .toList();
    }
}
