package io.fluxmart;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.posts.AdoptPosts;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** MongoDB away: what needs documents says so within the limit, everything else goes on, and nothing said is lost. */
@FluxmartTest
@Tag("faults")
class DocumentsWithoutMongoTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> SHORT_LIMIT = Map.of("fluxmart.mongo.time-limit", "400ms");

    @Autowired
    Shop shop;

    @Test
    void refusesDocumentsWhileMongoIsCutOffAndServesThemAfterwards() {
        try (TcpProxy mongo = TcpProxy.beforeMongo();
                Node node = Node.behindMongo(mongo, SHORT_LIMIT)) {
            Customer author = shop.newCustomer();
            String post = publishedBy(author);
            String tag = node.shop().get(post, author).header("ETag");

            mongo.cut();
            assertOnlyDocumentsAreAway(node.shop(), author, post, tag);
            StepVerifier.create(adopt(node, author))
                    .expectError(Unavailable.class)
                    .verify(PATIENCE);

            mongo.mend();
            awaitServed(node.shop(), post);
            assertThat(adopt(node, author).block(PATIENCE)).hasSize(1);
            String now = node.shop().get(post, author).header("ETag");
            assertThat(edit(node.shop(), author, post, now).status()).isEqualTo(200);
        }
    }

    private static Mono<Set<UUID>> adopt(Node node, Customer author) {
        AdoptedPost post = new AdoptedPost(
                UUID.nameUUIDFromBytes(author.token().getBytes(UTF_8)),
                author.id(),
                "A title",
                "Some content",
                List.of(),
                false,
                Instant.EPOCH,
                null,
                List.of());
        return node.get(AdoptPosts.class).insertMissing(List.of(post), "elsewhere");
    }

    /** It keeps its connections and says nothing: only our own limit ends the wait. */
    @Test
    void refusesDocumentsOfAMongoThatFroze() {
        try (TcpProxy mongo = TcpProxy.beforeMongo();
                Node node = Node.behindMongo(mongo, SHORT_LIMIT)) {
            Customer author = shop.newCustomer();
            String post = publishedBy(author);
            awaitServed(node.shop(), post);

            mongo.hold();
            assertAway(node.shop().get(post, null));
            assertAway(node.shop().get("/api/posts", null));
            assertSells(node.shop(), author);

            mongo.mend();
            awaitServed(node.shop(), post);
        }
    }

    /** Connections break again and again while many talk: what was answered with 201 is there, and nothing is there twice. */
    @Test
    void keepsEveryCommentThatWasAcknowledgedOnce() {
        try (TcpProxy mongo = TcpProxy.beforeMongo();
                Node node = Node.behindMongo(mongo, Map.of("fluxmart.mongo.time-limit", "2s"))) {
            Customer author = shop.newCustomer();
            String post = publishedBy(author);
            awaitServed(node.shop(), post);
            Disposable trouble = Flux.interval(Duration.ofMillis(100)).subscribe(tick -> {
                mongo.cut();
                mongo.mend();
            });

            Set<String> acknowledged = Flux.range(0, 120)
                    .flatMap(
                            i -> node.shop()
                                    .exchange(HttpMethod.POST, post + "/comments", author, Map.of("text", "no. " + i))
                                    .filter(reply -> reply.status() == 201)
                                    .map(reply -> "no. " + i),
                            10)
                    .collect(Collectors.toSet())
                    .block(PATIENCE);
            trouble.dispose();

            JsonNode shown = shop.get(post, null).json();
            List<String> there = shown.path("comments")
                    .valueStream()
                    .map(comment -> comment.path("text").asString())
                    .toList();
            assertThat(acknowledged).isNotEmpty();
            assertThat(there).containsAll(acknowledged).doesNotHaveDuplicates();
            assertThat(shown.path("commentCount").asInt()).isEqualTo(there.size());
        }
    }

    private static void assertOnlyDocumentsAreAway(Shop there, Customer author, String post, String tag) {
        Map<String, Object> draft = Map.of("title", "A title", "content", "Some content");
        for (String path : List.of(
                post,
                "/api/posts",
                "/api/posts?page=1",
                "/api/posts/search?q=a",
                "/api/posts/stats",
                "/api/posts/mine")) {
            assertAway(there.get(path, author));
        }
        assertAway(there.send(HttpMethod.DELETE, "/api/posts/" + UUID.randomUUID(), author, null));
        assertAway(there.post("/api/posts", author, draft));
        assertAway(there.post(post + "/comments", author, Map.of("text", "Hello")));
        assertAway(edit(there, author, post, tag));
        assertAway(there.get("/api/products/1/reviews", null));
        assertAway(there.get("/api/reports/authors", there.admin()));
        assertSells(there, author);
    }

    private static Reply edit(Shop there, Customer author, String post, String tag) {
        return there.send(HttpMethod.PATCH, post, author, Map.of("title", "Edited"), "If-Match", tag);
    }

    private String publishedBy(Customer author) {
        Reply written = shop.post(
                "/api/posts",
                author,
                Map.of("title", "A title", "content", "Some content", "published", true, "tags", List.of("away")));
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        return written.header("Location");
    }

    private static void assertAway(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("store_unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    private static void assertSells(Shop there, Customer buyer) {
        long product = there.newProduct(5);
        assertThat(there.order(buyer, unique("key"), lines(line(product, 1))).status())
                .isEqualTo(201);
    }

    private static void awaitServed(Shop there, String post) {
        await().atMost(PATIENCE)
                .until(() -> there.get(post, null).status() == 200
                        && there.get("/api/posts", null).status() == 200);
    }
}
