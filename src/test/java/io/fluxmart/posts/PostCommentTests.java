package io.fluxmart.posts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class PostCommentTests {

    @Autowired
    Shop shop;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    PostStore posts;

    Blog blog;
    Shelf shelf;

    @BeforeEach
    void open() {
        blog = new Blog(shop);
        shelf = new Shelf(mongo);
    }

    /** R32. */
    @Test
    void answersThePostWithWhoSaidWhat() {
        Customer author = shop.newCustomer();
        Customer reader = shop.newCustomer();
        String post = blog.published(author);
        String seen = blog.tagOf(post, author);
        JsonNode before = shop.get(post, null).json();
        assertThat(blog.say(author, post, " First! ").block().status()).isEqualTo(201);

        Reply second = blog.say(reader, post, "Second").block();

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("ETag")).isEqualTo("\"1.2.0\"");
        assertThat(textsIn(second.json())).containsExactly("First!", "Second");
        assertThat(second.json()
                        .path("comments")
                        .path(1)
                        .path("author")
                        .path("id")
                        .asString())
                .isEqualTo(reader.id().toString());
        assertThat(second.json().path("updatedAt")).isEqualTo(before.path("updatedAt"));
        assertThat(shop.get(post, null).json()).isEqualTo(second.json());
        assertThat(blog.edit(author, post, "{\"title\":\"Still mine\"}", seen).status())
                .as("what others say makes no edit stale")
                .isEqualTo(200);
        assertThat(textsIn(shop.get(post, null).json()))
                .as("and no edit loses it")
                .containsExactly("First!", "Second");
    }

    @Test
    void losesNoneOfAHundredAtOnce() {
        Customer author = shop.newCustomer();
        String post = blog.published(author);

        List<Integer> statuses = Flux.range(1, 100)
                .flatMap(n -> blog.say(author, post, "comment " + n), 100)
                .map(Reply::status)
                .collectList()
                .block(Shelf.PATIENCE);

        JsonNode whole = shop.get(post, null).json();
        assertThat(statuses).hasSize(100).containsOnly(201);
        assertThat(whole.path("commentCount").asInt()).isEqualTo(100);
        assertThat(textsIn(whole))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(n -> "comment " + n)
                        .toList());
    }

    @Test
    void refusesTheCommentThatIsOneTooManyAndDropsNone() {
        try (Node node = Node.start(Map.of("fluxmart.posts.max-comments", 3))) {
            Blog small = new Blog(node.shop());
            Customer author = node.shop().newCustomer();
            String post = small.published(author);

            List<Reply> replies = Flux.range(1, 20)
                    .flatMap(n -> small.say(author, post, "comment " + n), 20)
                    .collectList()
                    .block(Shelf.PATIENCE);

            JsonNode whole = node.shop().get(post, null).json();
            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(3);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() == 409 && reply.code().equals("comments_full"))
                    .hasSize(17);
            assertThat(whole.path("commentCount").asInt()).isEqualTo(3);
            assertThat(textsIn(whole)).hasSize(3);
            assertThat(small.say(author, post, "late").block().code()).isEqualTo("comments_full");
            assertThat(node.shop().get(post, null).json()).isEqualTo(whole);
        }
    }

    /** The driver or we ourselves repeat what got no answer. */
    @Test
    void addsAndBeginsNothingTwice() {
        Customer author = shop.newCustomer();
        Post post = Shelf.post(author.id(), "Once", Instant.EPOCH, List.of(), List.of());
        Comment comment = Comment.by(author.id(), "Once", Instant.EPOCH);

        posts.insert(post).block(Shelf.PATIENCE);
        posts.insert(post).block(Shelf.PATIENCE);
        Post first = posts.addComment(post.id(), comment, 10).block(Shelf.PATIENCE);
        Post second = posts.addComment(post.id(), comment, 10).block(Shelf.PATIENCE);

        assertThat(first.comments()).containsExactly(comment);
        assertThat(second).isNull();
        assertThat(posts.findById(post.id()).block(Shelf.PATIENCE)).isEqualTo(first);
    }

    private static List<String> textsIn(JsonNode post) {
        return post.path("comments")
                .valueStream()
                .map(comment -> comment.path("text").asString())
                .toList();
    }
}
