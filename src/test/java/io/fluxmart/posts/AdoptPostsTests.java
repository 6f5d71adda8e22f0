package io.fluxmart.posts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class AdoptPostsTests {

    private static final Instant LONG_AGO = Instant.parse("1969-07-20T20:17:40.123456Z");
    private static final Instant LATER = Instant.parse("1969-07-24T16:50:35Z");

    @Autowired
    Shop shop;

    @Autowired
    AdoptPosts adoptPosts;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    Validator validator;

    @Test
    void bringsInPostsThatReadLikeThoseWrittenHere() {
        Customer author = shop.newCustomer();
        AdoptedPost post = new AdoptedPost(
                UUID.randomUUID(),
                author.id(),
                " The Eagle \uD83D\uDE80 ",
                " has landed ",
                List.of(" Moon ", "moon", "NASA"),
                true,
                LONG_AGO,
                LATER,
                List.of(comment(author, "second", LATER), comment(author, " first ", LONG_AGO)));

        assertThat(adopt(unique("origin"), post)).containsExactly(post.id());

        JsonNode read = shop.get("/api/posts/" + post.id(), null).json();
        assertThat(read.path("title").asString()).isEqualTo("The Eagle \uD83D\uDE80");
        assertThat(read.path("content").asString()).isEqualTo("has landed");
        assertThat(read.path("tags").toString()).isEqualTo("[\"moon\",\"nasa\"]");
        assertThat(read.path("createdAt").asString()).isEqualTo("1969-07-20T20:17:40.123Z");
        assertThat(read.path("publishedAt")).isEqualTo(read.path("createdAt"));
        assertThat(read.path("updatedAt").asString()).isEqualTo("1969-07-24T16:50:35Z");
        assertThat(read.path("commentCount").asInt()).isEqualTo(2);
        assertThat(read.path("comments")
                        .valueStream()
                        .map(said -> said.path("text").asString()))
                .containsExactly("first", "second");
        assertThat(new Blog(shop).tagOf("/api/posts/" + post.id(), null)).isEqualTo("\"1.2.0\"");
    }

    /** But for where it came from, which nothing else asks for. */
    @Test
    void storesWhatWritingStores() {
        Customer author = shop.newCustomer();
        String written = new Blog(shop).published(author, "A title", "Some content", "tag");
        AdoptedPost adopted = post(author, "A title");
        adopt("somewhere", adopted);

        Document document = document(adopted.id());
        assertThat(document.remove("origin")).isEqualTo("somewhere");
        assertThat(document.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        document(UUID.fromString(written.substring("/api/posts/".length())))
                                .keySet());
        assertThat(typesIn(document)).isEqualTo(typesIn(document(UUID.fromString(written.substring(11)))));
    }

    @Test
    void letsAdoptedPostsLiveOnLikeAnyOther() {
        Customer author = shop.newCustomer();
        AdoptedPost draft = draft(author);
        adopt("somewhere", draft);
        String path = "/api/posts/" + draft.id();
        Blog blog = new Blog(shop);

        assertThat(shop.get(path, null).status()).isEqualTo(404);
        assertThat(blog.edit(author, path, "{\"published\":true}", blog.tagOf(path, author))
                        .status())
                .isEqualTo(200);
        assertThat(blog.say(shop.newCustomer(), path, "Well kept").block().status())
                .isEqualTo(201);
        assertThat(shop.get(path, null).json().path("publishedAt").asString())
                .as("when it was published here")
                .isGreaterThan("2000");
    }

    /** The answer to a call may be lost, and a new import is another call. */
    @Test
    void countsTheSameWhenRepeatedAndNothingThatIsOfAnotherOrigin() {
        Customer author = shop.newCustomer();
        String first = unique("origin");
        AdoptedPost known = post(author, "Before");
        AdoptedPost fresh = post(author, "Fresh");

        assertThat(adopt(first, known)).containsExactly(known.id());
        assertThat(adopt(first, known)).containsExactly(known.id());
        assertThat(adopt(unique("origin"), titled(known, "After"), fresh)).containsExactly(fresh.id());

        assertThat(shop.get("/api/posts/" + known.id(), null)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("Before");
    }

    @Test
    void leavesWhatWasWrittenHereAlone() {
        Customer author = shop.newCustomer();
        String path = new Blog(shop).published(author, "Ours", "Some content");
        AdoptedPost same = new AdoptedPost(
                UUID.fromString(path.substring(11)),
                author.id(),
                "Theirs",
                "c",
                List.of(),
                true,
                LONG_AGO,
                null,
                List.of());

        assertThat(adopt(unique("origin"), same)).isEmpty();
        assertThat(shop.get(path, null).json().path("title").asString()).isEqualTo("Ours");
    }

    @Test
    void putsEachThereOnceWhenTwoCallsMeet() {
        Customer author = shop.newCustomer();
        AdoptedPost[] posts =
                IntStream.range(0, 50).mapToObj(n -> post(author, "No. " + n)).toArray(AdoptedPost[]::new);
        String origin = unique("origin");

        List<Set<UUID>> answers = Flux.range(0, 8)
                .flatMap(n -> adoptPosts.insertMissing(List.of(posts), origin), 8)
                .collectList()
                .block(Shelf.PATIENCE);

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(posts).map(AdoptedPost::id).toList()));
    }

    @Test
    void takesTheLargestPostThereCanBe() {
        Customer author = shop.newCustomer();
        List<AdoptedComment> comments = IntStream.range(0, 1_000)
                .mapToObj(n -> comment(author, "\u5927".repeat(2_000), LONG_AGO))
                .toList();
        AdoptedPost post = new AdoptedPost(
                Ids.next(),
                author.id(),
                "\u5927".repeat(255),
                "\u5927".repeat(20_000),
                List.of("\u5927".repeat(50)),
                false,
                LONG_AGO,
                null,
                comments);

        assertThat(validator.validate(post)).isEmpty();
        assertThat(adopt(unique("origin"), post)).hasSize(1);
        new Blog(shop).remove(author, "/api/posts/" + post.id());
    }

    @Test
    void knowsTheRulesForWhatIsWrittenHere() {
        AdoptedPost bad = new AdoptedPost(
                null,
                null,
                " ",
                "x".repeat(20_001),
                Arrays.asList("fine", "a,b", null),
                true,
                null,
                Instant.parse("2999-01-01T00:00:00Z"),
                List.of(new AdoptedComment(null, null, "x".repeat(2_001), null)));

        assertThat(validator.validate(bad).stream()
                        .map(violation -> violation.getPropertyPath().toString()))
                .containsOnly(
                        "id",
                        "author",
                        "title",
                        "content",
                        "tags[1].<list element>",
                        "tags[2].<list element>",
                        "createdAt",
                        "updatedAt",
                        "comments[0].id",
                        "comments[0].author",
                        "comments[0].text",
                        "comments[0].createdAt");
    }

    private Set<UUID> adopt(String origin, AdoptedPost... posts) {
        return adoptPosts.insertMissing(List.of(posts), origin).block(Shelf.PATIENCE);
    }

    private Document document(UUID id) {
        return mongo.findById(id, Document.class, Post.COLLECTION).block(Shelf.PATIENCE);
    }

    private static List<?> typesIn(Document document) {
        return document.entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue().getClass())
                .sorted()
                .toList();
    }

    private static AdoptedComment comment(Customer author, String text, Instant at) {
        return new AdoptedComment(UUID.randomUUID(), author.id(), text, at);
    }

    private static AdoptedPost post(Customer author, String title) {
        return new AdoptedPost(
                UUID.randomUUID(), author.id(), title, "Some content", List.of("tag"), true, LONG_AGO, null, List.of());
    }

    private static AdoptedPost draft(Customer author) {
        return new AdoptedPost(
                UUID.randomUUID(), author.id(), "A draft", "c", List.of(), false, LONG_AGO, null, List.of());
    }

    private static AdoptedPost titled(AdoptedPost post, String title) {
        return new AdoptedPost(
                post.id(),
                post.author(),
                title,
                post.content(),
                post.tags(),
                post.published(),
                post.createdAt(),
                post.updatedAt(),
                post.comments());
    }
}
