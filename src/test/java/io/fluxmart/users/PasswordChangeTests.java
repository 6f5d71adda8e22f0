package io.fluxmart.users;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What it ends is shown in {@code SessionEndTests}. */
@FluxmartTest
class PasswordChangeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PATH = "/api/users/me/password";

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    private final String login = unique("changing");
    private Customer customer;

    @BeforeEach
    void signIn() {
        customer = shop.newCustomer(login);
    }

    @Test
    void refusesAWrongPasswordAndChangesNothing() {
        String before = row();

        Reply refused = change("not the password", "a password of tomorrow").block(PATIENCE);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("wrong_password");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/currentPassword");
        assertThat(row()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "        ", "seven77"})
    void takesNoPasswordThatRegistrationWouldNot(String next) {
        Reply refused = change(Shop.PASSWORD, next).block(PATIENCE);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid_request");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/newPassword");
        assertThat(refused.text()).doesNotContain(Shop.PASSWORD);
    }

    /** The second knew a password that was no longer the current one when its turn came. */
    @Test
    void letsOneOfTwoChangesAtOnceWin() {
        List<Reply> replies = Flux.just("the first new one", "the second new one")
                .flatMap(next -> change(Shop.PASSWORD, next), 2)
                .collectList()
                .block(PATIENCE);

        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(204, 422);
        assertThat(List.of("the first new one", "the second new one", Shop.PASSWORD).stream()
                        .filter(this::opens))
                .hasSize(1)
                .doesNotContain(Shop.PASSWORD);
        assertThat(books.number("SELECT token_generation FROM users WHERE id = :id", Map.of("id", customer.id())))
                .isEqualTo(2);
    }

    /** Argon2 reads every byte, and blanks count: the next sign-in has to find the same password. */
    @Test
    void keepsThePasswordAsItIs() {
        String next = "  pässwörd " + "x".repeat(80) + " ";

        assertThat(change(Shop.PASSWORD, next).block(PATIENCE).status()).isEqualTo(204);

        assertThat(opens(next)).isTrue();
        assertThat(opens(next.strip())).isFalse();
    }

    @Test
    void isNotForStrangers() {
        Reply refused = shop.post(PATH, null, Map.of("currentPassword", "x", "newPassword", "a password of tomorrow"));

        assertThat(refused.status()).isEqualTo(401);
    }

    private Mono<Reply> change(String current, String next) {
        return shop.exchange(POST, PATH, customer, Map.of("currentPassword", current, "newPassword", next));
    }

    private boolean opens(String password) {
        return shop.post("/api/tokens", null, Map.of("login", login, "password", password))
                        .status()
                == 200;
    }

    private String row() {
        return books.texts(
                        "SELECT password_hash || token_generation || version FROM users WHERE id = :id",
                        Map.of("id", customer.id()))
                .get(0);
    }
}
