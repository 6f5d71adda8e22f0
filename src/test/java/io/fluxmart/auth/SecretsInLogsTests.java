package io.fluxmart.auth;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

/** R88 and A13, with everything that this service itself has to say switched on. */
@FluxmartTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTests {

    private static final String OURS = "io.fluxmart";

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    LoggingSystem logging;

    @BeforeEach
    void listen() {
        logging.setLogLevel(OURS, LogLevel.DEBUG);
    }

    @AfterEach
    void listenNoLonger() {
        logging.setLogLevel(OURS, null);
    }

    @Test
    void logsNoPasswordHashOrToken(CapturedOutput output) {
        String username = unique("discreet");
        Customer customer = shop.newCustomer(username);
        shop.register(username);
        shop.post("/api/tokens", null, Map.of("login", username, "password", "a wrong but secret password"));
        shop.post("/api/tokens", null, "{\"login\":1,\"password\":\"a wrong but secret password\"}");
        shop.post("/api/users", null, Map.of("username", "x", "password", "a wrong but secret password"));
        shop.get("/api/users", customer);
        shop.send(
                HttpMethod.PATCH,
                "/api/users/me",
                customer,
                "{\"password\":\"a wrong but secret password\"}",
                "If-Match",
                "*");
        shop.post("/api/session", null, Map.of("login", username, "password", "a wrong but secret password"));
        Browser browser = Browser.signedIn(shop, username);
        browser.withCsrfToken("a wrong but secret token").send(HttpMethod.DELETE, "/api/cart", null);
        browser.send(
                HttpMethod.POST,
                "/api/users/me/password",
                Map.of("currentPassword", "a wrong but secret password", "newPassword", "another wrong but secret"));
        String hash = books.texts("SELECT password_hash FROM users WHERE id = :id", Map.of("id", customer.id()))
                .get(0);

        assertThat(output).as("refusals are logged").contains("POST /api/tokens was refused");
        assertThat(output)
                .doesNotContain(Shop.PASSWORD)
                .doesNotContain("a wrong but secret password")
                .doesNotContain("another wrong but secret")
                .doesNotContain("a wrong but secret token")
                .doesNotContain(customer.token())
                .doesNotContain(browser.id())
                .doesNotContain(browser.csrfToken())
                .doesNotContain(hash);
    }
}
