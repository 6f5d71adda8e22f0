package io.fluxmart.posts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import tools.jackson.databind.JsonNode;

/** What somebody wrote outlives their account; their name does not. */
@FluxmartTest
class PostClosedAccountTests {

    @Autowired
    Shop shop;

    @Autowired
    ForgetDrafts forgetDrafts;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Test
    void leavesPostsAndCommentsAndNoName() {
        Blog blog = new Blog(shop);
        String username = unique("leaver");
        Customer leaver = shop.newCustomer(username);
        String title = unique("Farewell");
        String own = blog.published(leaver, title, "Some content");
        String others = blog.published(shop.newCustomer());
        blog.say(leaver, others, "Goodbye").block();
        String seen = blog.tagOf(others, null);
        assertThat(shop.get(own, null).text()).contains(username);

        assertThat(shop.send(DELETE, "/api/users/me", leaver, null).status()).isEqualTo(204);

        JsonNode ownPost = shop.get(own, null).json();
        JsonNode othersPost =
                shop.send(GET, others, null, null, "If-None-Match", seen).json();
        assertThat(ownPost.path("title").asString()).isEqualTo(title);
        assertThat(ownPost.path("author").toString()).isEqualTo("{\"username\":\"[deleted]\"}");
        assertThat(othersPost.path("comments").path(0).path("text").asString()).isEqualTo("Goodbye");
        assertThat(othersPost.path("comments").path(0).path("author").toString())
                .isEqualTo("{\"username\":\"[deleted]\"}");
        assertThat(new Shelf(mongo).dump())
                .contains(title, leaver.id().toString())
                .doesNotContain(username)
                .doesNotContain("_class");
    }

    /** Nobody else could ever see or remove them. */
    @Test
    void forgetsTheDraftsOfAClosedAccountAndNoOthers() {
        Customer leaver = shop.newCustomer();
        Customer staying = shop.newCustomer();
        Blog blog = new Blog(shop);
        String forgotten = blog.draft(leaver);
        String published = blog.published(leaver);
        String kept = blog.draft(staying);
        assertThat(shop.send(DELETE, "/api/users/me", leaver, null).status()).isEqualTo(204);

        forgetDrafts.run().block(Shelf.PATIENCE);

        Shelf shelf = new Shelf(mongo);
        assertThat(shelf.find(forgotten)).isNull();
        assertThat(shelf.find(published)).isNotNull();
        assertThat(shelf.find(kept)).isNotNull();
    }
}
