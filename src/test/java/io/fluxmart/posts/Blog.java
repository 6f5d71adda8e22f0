package io.fluxmart.posts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Posts over the API, as people write, read and change them. */
record Blog(Shop shop) {

    static final String STALE = "\"999.0.0\"";

    Reply write(Customer author, Object body) {
        return shop.post("/api/posts", author, body);
    }

    /** The path of a new post. */
    String published(Customer author, String title, String content, String... tags) {
        return written(author, Map.of("title", title, "content", content, "tags", List.of(tags), "published", true));
    }

    String published(Customer author) {
        return published(author, "A title", "Some content");
    }

    String draft(Customer author) {
        return written(author, Map.of("title", "A draft", "content", "Some content"));
    }

    private String written(Customer author, Object body) {
        Reply reply = write(author, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.header("Location");
    }

    String tagOf(String post, Customer reader) {
        return shop.get(post, reader).header("ETag");
    }

    Reply edit(Customer editor, String post, Object patch, String ifMatch) {
        return shop.send(PATCH, post, editor, patch, "If-Match", ifMatch);
    }

    Reply remove(Customer remover, String post) {
        return shop.send(DELETE, post, remover, null);
    }

    Mono<Reply> say(Customer who, String post, String text) {
        return shop.exchange(POST, post + "/comments", who, Map.of("text", text));
    }

    Customer newModerator() {
        String username = unique("mod");
        Customer customer = shop.newCustomer(username);
        String path = "/api/users/" + customer.id();
        String tag = shop.get(path, shop.admin()).header("ETag");
        Reply entitled = shop.send(PATCH, path, shop.admin(), "{\"roles\":[\"user\",\"moderator\"]}", "If-Match", tag);
        assertThat(entitled.status()).as(entitled.text()).isEqualTo(200);
        return shop.signInAgain(customer, username);
    }

    static List<String> titlesIn(JsonNode answer) {
        return answer.path("data")
                .valueStream()
                .map(post -> post.path("title").asString())
                .toList();
    }
}
