package io.fluxmart.users;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@FluxmartTest
class AdminUserTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void editsOthersUnderTheVersionThatWasSeen() {
        Customer customer = shop.newCustomer();
        String path = "/api/users/" + customer.id();
        String seen = shop.get(path, shop.admin()).header("ETag");

        Reply changed = shop.send(
                PATCH, path, shop.admin(), "{\"roles\":[\"user\",\"moderator\"],\"age\":40}", "If-Match", seen);
        Reply stale = shop.send(PATCH, path, shop.admin(), "{\"age\":41}", "If-Match", seen);

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("roles").toString()).isEqualTo("[\"user\",\"moderator\"]");
        assertThat(changed.json().path("age").asInt()).isEqualTo(40);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(shop.send(PATCH, path, shop.admin(), "{\"age\":41}").status())
                .isEqualTo(428);
        assertThat(shop.send(DELETE, path, shop.admin(), null, "If-Match", seen).status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"roles\":[]}",
                "{\"roles\":null}",
                "{\"roles\":[\"king\"]}",
                "{\"roles\":[null]}",
                "{\"status\":null}",
                "{\"status\":\"deleted\"}",
                "{\"status\":1}",
                "{\"deletedAt\":null}",
                "{\"balance\":1}"
            })
    void refusesEditsThatAreNotAcceptable(String body) {
        Customer customer = shop.newCustomer();

        assertThat(edit(customer, body).status()).isIn(400, 422);
        assertThat(shop.get("/api/users/" + customer.id(), shop.admin())
                        .json()
                        .path("roles")
                        .toString())
                .isEqualTo("[\"user\"]");
    }

    /** Otherwise the last administrator could lock everybody out. */
    @Test
    void leavesTheRightsOfAnAdministratorToAnother() {
        String path = "/api/users/" + shop.admin().id();
        String tag = shop.get(path, shop.admin()).header("ETag");

        Reply refused = shop.send(PATCH, path, shop.admin(), "{\"status\":\"banned\"}", "If-Match", tag);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("own_rights");
        assertThat(shop.send(DELETE, path, shop.admin(), null).code()).isEqualTo("own_rights");
        assertThat(shop.send(DELETE, "/api/users/me", shop.admin(), null).code())
                .isEqualTo("own_rights");
    }

    /** The second one's token is still good for a moment; their right is not. */
    @Test
    void leavesOneOfTwoAdministratorsWhoBarEachOther() {
        Customer one = newAdministrator();
        Customer other = newAdministrator();
        String tagOfOne = shop.get("/api/users/" + one.id(), one).header("ETag");
        String tagOfOther = shop.get("/api/users/" + other.id(), one).header("ETag");

        List<Integer> statuses = Flux.merge(bar(one, other, tagOfOther), bar(other, one, tagOfOne))
                .map(Reply::status)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(books.number(
                        "SELECT count(*) FROM users WHERE id IN (:one, :other) AND status = 'active'",
                        Map.of("one", one.id(), "other", other.id())))
                .isEqualTo(1);
    }

    private Mono<Reply> bar(Customer who, Customer whom, String tag) {
        return shop.exchange(PATCH, "/api/users/" + whom.id(), who, "{\"status\":\"banned\"}", "If-Match", tag);
    }

    private Customer newAdministrator() {
        String username = unique("boss");
        Customer customer = shop.newCustomer(username);
        edit(customer, "{\"roles\":[\"user\",\"admin\"]}");
        return shop.signInAgain(customer, username);
    }

    @Test
    void keepsWhatAClosedAccountOwns() {
        Customer customer = shop.newCustomer(500);
        shop.placed(customer, shop.newProduct(5), 1);

        Reply closed = shop.send(DELETE, "/api/users/" + customer.id(), shop.admin(), null);

        assertThat(closed.status()).isEqualTo(204);
        assertThat(shop.send(DELETE, "/api/users/" + customer.id(), shop.admin(), null)
                        .status())
                .isEqualTo(404);
        Map<String, ?> id = Map.of("id", customer.id());
        assertThat(books.number("SELECT count(*) FROM orders WHERE user_id = :id", id))
                .isEqualTo(1);
        assertThat(books.number("SELECT balance FROM wallets WHERE user_id = :id", id))
                .isEqualTo(500);
        assertThat(books.number("SELECT count(*) FROM users WHERE id = :id", id))
                .isEqualTo(1);
    }

    private Reply edit(Customer whom, String body) {
        String path = "/api/users/" + whom.id();
        String tag = shop.get(path, shop.admin()).header("ETag");
        return shop.send(PATCH, path, shop.admin(), body, "If-Match", tag);
    }
}
