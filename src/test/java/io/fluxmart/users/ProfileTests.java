package io.fluxmart.users;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class ProfileTests {

    @Autowired
    Shop shop;

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        Customer me = shop.newCustomer();

        JsonNode first = change(me, "{\"lastName\":\" Of Alexandria \",\"age\":39,\"bio\":\"Queen\"}")
                .json();
        JsonNode second = change(me, "{\"age\":120}").json();

        assertThat(first.path("fullName").asString()).isEqualTo("Cleo Of Alexandria");
        assertThat(second.path("lastName").asString()).isEqualTo("Of Alexandria");
        assertThat(second.path("age").asInt()).isEqualTo(120);
        assertThat(second.path("bio").asString()).isEqualTo("Queen");
        assertThat(shop.get("/api/users/me", me).json()).isEqualTo(second);
    }

    @Test
    void removesWhatIsNull() {
        Customer me = shop.newCustomer();
        change(me, "{\"lastName\":\"Of Alexandria\",\"age\":39,\"bio\":\"Queen\"}");

        JsonNode bare =
                change(me, "{\"lastName\":null,\"age\":null,\"bio\":\"  \"}").json();

        assertThat(bare.has("lastName")).isFalse();
        assertThat(bare.has("age")).isFalse();
        assertThat(bare.has("bio")).isFalse();
        assertThat(bare.path("fullName").asString()).isEqualTo("Cleo");
    }

    /** R7 and R8, the stricter of the documents' values. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"age\":-1}           | 422 | /age",
                "{\"age\":121}          | 422 | /age",
                "{\"age\":\"40\"}       | 400 | /age",
                "{\"age\":1.5}          | 400 | /age",
                "{\"firstName\":null}   | 422 | /firstName",
                "{\"firstName\":\" \"}  | 422 | /firstName",
                "{\"firstName\":1}      | 400 | /firstName",
                "{\"lastName\":\"a\\u0007b\"} | 422 | /lastName",
                "{\"bio\":\"a\\u0007b\"} | 422 | /bio",
                "{\"bio\":{\"$ne\":1}}  | 400 | /bio"
            })
    void refusesWhatIsNotAcceptable(String body, int status, String pointer) {
        Customer me = shop.newCustomer();

        Reply refused = change(me, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(shop.get("/api/users/me", me).json().path("firstName").asString())
                .isEqualTo("Cleo");
    }

    @Test
    void boundsTheBio() {
        Customer me = shop.newCustomer();

        assertThat(change(me, Map.of("bio", "x".repeat(500))).status()).isEqualTo(200);
        assertThat(change(me, Map.of("bio", "x".repeat(501))).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "null", "{", ""})
    void refusesAPatchThatIsNoObject(String body) {
        assertThat(change(shop.newCustomer(), body).status()).isEqualTo(400);
    }

    /** T12: {@code $set: updates} let everybody set everything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "roles",
                "role",
                "status",
                "balance",
                "deletedAt",
                "id",
                "email",
                "username",
                "password",
                "passwordHash",
                "version",
                "createdAt",
                "tokenGeneration",
                "fullName",
                "lastLogin"
            })
    void refusesToChangeWhatIsNotTheirs(String property) {
        Customer me = shop.newCustomer();

        Reply refused = change(me, "{\"firstName\":\"Cleopatra\",\"" + property + "\":\"x\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("unknown_property");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + property);
        assertThat(shop.get("/api/users/me", me).json().path("firstName").asString())
                .as("nothing is half-written")
                .isEqualTo("Cleo");
    }

    @Test
    void refusesAStaleEdit() {
        Customer me = shop.newCustomer();
        String seen = shop.get("/api/users/me", me).header("ETag");
        change(me, "{\"age\":39}");

        Reply stale = shop.send(PATCH, "/api/users/me", me, "{\"age\":40}", "If-Match", seen);
        Reply unconditional = shop.send(PATCH, "/api/users/me", me, "{\"age\":40}");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("stale_version");
        assertThat(unconditional.status()).isEqualTo(428);
        assertThat(shop.get("/api/users/me", me).json().path("age").asInt()).isEqualTo(39);
    }

    @Test
    void letsOneOfManyEditsOfTheSameVersionPass() {
        Customer me = shop.newCustomer();
        String seen = shop.get("/api/users/me", me).header("ETag");

        List<Integer> statuses = Flux.fromStream(IntStream.range(20, 36).boxed())
                .flatMap(
                        age -> shop.exchange(PATCH, "/api/users/me", me, "{\"age\":" + age + "}", "If-Match", seen), 16)
                .map(Reply::status)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    }

    /** A login is no edit, but changes what is shown. */
    @Test
    void tellsTheLastLoginAndTagsIt() {
        String username = unique("u");
        Customer me = shop.newCustomer(username);
        Reply before = shop.get("/api/users/me", me);

        shop.signInAgain(me, username);

        Reply after = shop.send(GET, "/api/users/me", me, null, "If-None-Match", before.header("ETag"));
        assertThat(before.json().has("lastLogin")).isTrue();
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().path("lastLogin")).isNotEqualTo(before.json().path("lastLogin"));
        assertThat(shop.send(PATCH, "/api/users/me", me, "{\"age\":1}", "If-Match", before.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void closesAnAccountAndFreesNeitherNameNorAddress() {
        String username = unique("u");
        Customer me = shop.newCustomer(username);

        assertThat(shop.send(DELETE, "/api/users/me", me, null, "If-Match", "\"99\"")
                        .status())
                .isEqualTo(412);
        assertThat(shop.send(DELETE, "/api/users/me", me, null).status()).isEqualTo(204);

        assertThat(shop.post("/api/tokens", null, Map.of("login", username, "password", Shop.PASSWORD))
                        .status())
                .isEqualTo(401);
        assertThat(shop.register(username).code()).isEqualTo("user_already_exists");
        assertThat(shop.get("/api/users/" + me.id(), shop.admin()).status()).isEqualTo(404);
    }

    /** R4 and R88: no password, hash or token in any answer. */
    @Test
    void showsNoSecretOfAnybody() {
        Customer me = shop.newCustomer();

        assertThat(shop.get("/api/users/me", me).text().toLowerCase())
                .doesNotContain("password", "argon2", "hash", "token", "generation");
        assertThat(shop.get("/api/users?limit=100", shop.admin()).text().toLowerCase())
                .doesNotContain("argon2", "hash", "generation");
    }

    private Reply change(Customer me, Object body) {
        String tag = shop.get("/api/users/me", me).header("ETag");
        return shop.send(PATCH, "/api/users/me", me, body, "If-Match", tag);
    }
}
