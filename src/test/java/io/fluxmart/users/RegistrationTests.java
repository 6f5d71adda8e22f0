package io.fluxmart.users;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class RegistrationTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void opensAnAccountWithTrimmedNamesAndALowerCasedAddress() {
        String name = unique("Ada");
        Reply reply = register(Map.of(
                "username",
                "  " + name + " ",
                "email",
                " " + name + "@Example.COM ",
                "password",
                Shop.PASSWORD,
                "firstName",
                " Ada ",
                "lastName",
                " "));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode user = reply.json();
        assertThat(user.path("username").asString()).isEqualTo(name);
        assertThat(user.path("email").asString()).isEqualTo((name + "@example.com").toLowerCase());
        assertThat(user.path("firstName").asString()).isEqualTo("Ada");
        assertThat(user.path("lastName").isMissingNode()).isTrue();
        assertThat(user.path("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(user.path("status").asString()).isEqualTo("active");
        assertThat(reply.text()).doesNotContain("assword").doesNotContain("$argon2");
    }

    @Test
    void storesAnArgon2HashAndNoPassword() {
        Customer customer = shop.newCustomer();

        assertThat(books.number(
                        "SELECT count(*) FROM users WHERE id = :id AND password_hash LIKE '$argon2id$%'",
                        Map.of("id", customer.id())))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"same,other,/username", "SAME,other,/username", "other,same,/email", "other,SAME,/email"})
    void refusesASecondUserWithTheSameNameOrAddress(String username, String email, String pointer) {
        String taken = unique("t");
        assertThat(register(registration(taken, taken + "@example.com")).status())
                .isEqualTo(201);
        String other = unique("o");
        String name = username.equalsIgnoreCase("same") ? cased(username, taken) : other;
        String address = (email.equalsIgnoreCase("same") ? cased(email, taken) : other) + "@example.com";

        Reply refused = register(registration(name, address));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("user_already_exists");
        assertThat(refused.json().path("detail").asString()).isEqualTo("User already exists");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    private static String cased(String how, String word) {
        return how.equals("SAME") ? word.toUpperCase() : word;
    }

    @Test
    void lowerCasesLettersBeyondAscii() {
        String name = unique("Älpler");
        assertThat(register(registration(name, name + "@example.com")).status()).isEqualTo(201);

        assertThat(register(registration(name.toLowerCase(), "x" + name + "@example.com"))
                        .status())
                .isEqualTo(409);
        Map<String, String> login = Map.of("login", name.toUpperCase() + "@EXAMPLE.COM", "password", Shop.PASSWORD);
        assertThat(shop.post("/api/tokens", null, login).status()).isEqualTo(200);
    }

    @Test
    void namesEveryFieldAtFault() {
        Reply refused = register(Map.of("username", "ab", "email", "nobody", "password", "short", "firstName", " "));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .contains("/username", "/email", "/password", "/firstName");
        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("message").asString())
                .contains("Username must be at least 3 characters", "First name is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "at@sign",
                "semi;colon",
                "<b>bold</b>",
                "1234567890123456789012345678901",
                "\uD835\uDC9C\uD835\uDCB7"
            })
    void refusesAUsernameThatIsNone(String username) {
        Reply refused = register(registration(username, unique("u") + "@example.com"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/username");
    }

    /** T12: what a client may not set is unknown to the request. */
    @ParameterizedTest
    @ValueSource(strings = {"roles", "id", "status", "passwordHash", "createdAt", "version"})
    void refusesPropertiesThatAreNotTheClientsToSet(String property) {
        Map<String, Object> body = new HashMap<>(registration(unique("m"), unique("m") + "@example.com"));
        body.put(property, property.equals("roles") ? List.of("admin") : "x");

        Reply refused = register(body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("unknown_property");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + property);
    }

    /** Took quadratic time on an event loop once: ten thousand dots were seconds. */
    @Test
    void looksAtAnEndlessAddressOnlyOnce() {
        Reply refused = register(registration(unique("r"), "a@" + ".".repeat(19_000) + " x"));

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void acceptsAndChecksEveryByteOfALongPassword() {
        String username = unique("l");
        String longPassword = "x".repeat(99) + "y";
        Map<String, Object> body = new HashMap<>(registration(username, username + "@example.com"));
        body.put("password", longPassword);
        assertThat(register(body).status()).isEqualTo(201);

        assertThat(signIn(username, longPassword)).isEqualTo(200);
        assertThat(signIn(username, "x".repeat(99) + "z"))
                .as("T14: nothing is cut at 72 bytes")
                .isEqualTo(401);
    }

    @Test
    void showsWhoIsSignedIn() {
        Customer customer = shop.newCustomer();

        Reply me = shop.get("/api/users/me", customer);

        assertThat(me.status()).isEqualTo(200);
        assertThat(UUID.fromString(me.json().path("id").asString())).isEqualTo(customer.id());
        assertThat(me.text()).doesNotContain("argon2");
        assertThat(shop.send(HttpMethod.GET, "/api/users/me", customer, null, "If-None-Match", me.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    private int signIn(String login, String password) {
        return shop.post("/api/tokens", null, Map.of("login", login, "password", password))
                .status();
    }

    private Reply register(Map<String, ?> body) {
        return shop.post("/api/users", null, body);
    }

    private static Map<String, Object> registration(String username, String email) {
        return Map.of("username", username, "email", email, "password", Shop.PASSWORD, "firstName", "Cleo");
    }
}
