package io.fluxmart.posts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class PostLifeTests {

    @Autowired
    Shop shop;

    Blog blog;

    @BeforeEach
    void open() {
        blog = new Blog(shop);
    }

    /** R30. */
    @Test
    void beginsADraftWithTheAuthorsNameAndNormalisedTags() {
        String username = unique("author");
        Customer author = shop.newCustomer(username);

        Reply reply = blog.write(
                author,
                Map.of("title", " Hello ", "content", "\n World ", "tags", List.of(" Java ", "java", "REACTOR")));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode post = reply.json();
        assertThat(reply.header("Location"))
                .isEqualTo("/api/posts/" + post.path("id").asString());
        assertThat(reply.header("ETag")).isEqualTo("\"1.0.0\"");
        assertThat(post.path("author").toString())
                .isEqualTo("{\"id\":\"%s\",\"username\":\"%s\"}".formatted(author.id(), username));
        assertThat(post.path("title").asString()).isEqualTo("Hello");
        assertThat(post.path("content").asString()).isEqualTo("World");
        assertThat(post.path("tags").toString()).isEqualTo("[\"java\",\"reactor\"]");
        assertThat(post.path("published").asBoolean()).isFalse();
        assertThat(post.path("comments").toString()).isEqualTo("[]");
        assertThat(post.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "author",
                        "title",
                        "content",
                        "tags",
                        "published",
                        "createdAt",
                        "updatedAt",
                        "commentCount",
                        "comments");
        assertThat(shop.get(reply.header("Location"), author).json())
                .as("what is stored is what was answered, to the millisecond")
                .isEqualTo(post);
    }

    @Test
    void hidesADraftFromEverybodyElse() {
        Customer author = shop.newCustomer();
        String draft = blog.draft(author);

        assertThat(shop.get(draft, author).status()).isEqualTo(200);
        for (Customer other : new Customer[] {null, shop.newCustomer(), blog.newModerator(), shop.admin()}) {
            assertThat(shop.get(draft, other).status()).isEqualTo(404);
        }
        for (Customer other : List.of(shop.newCustomer(), blog.newModerator(), shop.admin())) {
            assertThat(blog.edit(other, draft, "{\"title\":\"Mine\"}", "*").status())
                    .isEqualTo(404);
            assertThat(blog.remove(other, draft).status()).isEqualTo(404);
            assertThat(blog.say(other, draft, "Hi").block().status()).isEqualTo(404);
        }
        assertThat(blog.say(author, draft, "A note").block().status()).isEqualTo(201);
        assertThat(shop.get(draft, author).json().path("title").asString()).isEqualTo("A draft");
    }

    @Test
    void keepsWhenItWasFirstPublished() {
        Customer author = shop.newCustomer();
        String post = blog.draft(author);

        JsonNode first = blog.edit(author, post, "{\"published\":true}", "*").json();
        JsonNode back = blog.edit(author, post, "{\"published\":false}", "*").json();
        assertThat(shop.get(post, null).status()).isEqualTo(404);
        JsonNode again = blog.edit(author, post, "{\"published\":true}", "*").json();

        assertThat(first.has("publishedAt")).isTrue();
        assertThat(back.path("publishedAt")).isEqualTo(first.path("publishedAt"));
        assertThat(again.path("publishedAt")).isEqualTo(first.path("publishedAt"));
        assertThat(shop.get(post, null).status()).isEqualTo(200);
    }

    @Test
    void editsUnderTheVersionThatWasSeen() {
        Customer author = shop.newCustomer();
        String post = blog.published(author, "Before", "Some content", "one", "two");
        String seen = blog.tagOf(post, author);

        Reply edited = blog.edit(author, post, "{\"title\":\" After \",\"tags\":null}", seen);
        Reply stale = blog.edit(author, post, "{\"title\":\"Never\"}", seen);

        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(edited.header("ETag")).isEqualTo("\"2.0.0\"");
        assertThat(edited.json().path("title").asString()).isEqualTo("After");
        assertThat(edited.json().path("content").asString()).isEqualTo("Some content");
        assertThat(edited.json().path("tags").toString()).isEqualTo("[]");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("stale_version");
        assertThat(shop.send(PATCH, post, author, "{\"title\":\"Never\"}").status())
                .isEqualTo(428);
        assertThat(shop.get(post, null).json()).isEqualTo(edited.json());
    }

    @Test
    void answersTheVersionAtHandWith304() {
        Customer author = shop.newCustomer();
        String post = blog.published(author);
        String tag = blog.tagOf(post, null);

        assertThat(shop.send(GET, post, null, null, "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(blog.say(author, post, "News").block().status()).isEqualTo(201);
        assertThat(shop.send(GET, post, null, null, "If-None-Match", tag).status())
                .isEqualTo(200);
    }

    @Test
    void letsModeratorsEditAndRemoveWhatIsPublished() {
        Customer author = shop.newCustomer();
        Customer moderator = blog.newModerator();
        String post = blog.published(author);

        Reply edited = blog.edit(moderator, post, "{\"content\":\"Moderated\"}", blog.tagOf(post, moderator));

        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(edited.json().path("author").path("id").asString())
                .isEqualTo(author.id().toString());
        assertThat(blog.remove(moderator, post).status()).isEqualTo(204);
        assertThat(shop.get(post, author).status()).isEqualTo(404);
        assertThat(blog.remove(shop.admin(), blog.published(author)).status()).isEqualTo(204);
    }

    @Test
    void refusesWhoIsNeitherAuthorNorModerator() {
        String post = blog.published(shop.newCustomer());
        Customer stranger = shop.newCustomer();

        Reply edited = blog.edit(stranger, post, "{\"title\":\"Mine\"}", "*");
        Reply removed = blog.remove(stranger, post);

        assertThat(edited.status()).isEqualTo(403);
        assertThat(edited.code()).isEqualTo("forbidden");
        assertThat(removed.status()).isEqualTo(403);
        assertThat(shop.get(post, null).json().path("title").asString()).isEqualTo("A title");
    }

    @Test
    void removesOnceAndUnderTheVersionThatWasSeen() {
        Customer author = shop.newCustomer();
        String post = blog.published(author);
        String seen = blog.tagOf(post, author);

        assertThat(shop.send(DELETE, post, author, null, "If-Match", Blog.STALE).status())
                .isEqualTo(412);
        assertThat(shop.get(post, null).status()).isEqualTo(200);
        assertThat(shop.send(DELETE, post, author, null, "If-Match", seen).status())
                .isEqualTo(204);
        assertThat(blog.remove(author, post).status()).isEqualTo(404);
        assertThat(shop.get(post, author).status()).isEqualTo(404);
    }

    @Test
    void knowsNoPostThatIsNone() {
        assertThat(shop.get("/api/posts/" + UUID.randomUUID(), null).status()).isEqualTo(404);
        assertThat(shop.get("/api/posts/none", null).status()).isEqualTo(404);
        assertThat(blog.say(shop.newCustomer(), "/api/posts/" + UUID.randomUUID(), "Hi")
                        .block()
                        .code())
                .isEqualTo("not_found");
        assertThat(shop.post("/api/posts", null, Map.of("title", "t", "content", "c"))
                        .status())
                .isEqualTo(401);
    }

    /** Comments are no edits: neither side overwrites the other. */
    @Test
    void letsOneOfManyEditsThroughAndEveryCommentBesideThem() {
        Customer author = shop.newCustomer();
        String post = blog.published(author);
        String tag = blog.tagOf(post, author);

        List<Reply> edits = Flux.range(0, 20)
                .flatMap(
                        i -> Flux.merge(
                                shop.exchange(PATCH, post, author, Map.of("title", "Edit " + i), "If-Match", tag),
                                blog.say(author, post, "Comment " + i).then(Mono.empty())),
                        20)
                .collectList()
                .block(Shelf.PATIENCE);

        assertThat(edits).extracting(Reply::status).containsOnly(200, 412);
        assertThat(edits).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(shop.get(post, author).json().path("commentCount").asInt()).isEqualTo(20);
        assertThat(shop.get(post, author).json().path("comments")).hasSize(20);
    }
}
