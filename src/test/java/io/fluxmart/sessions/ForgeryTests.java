package io.fluxmart.sessions;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** A14: a browser sends its cookie for any page; only our own may act by it. */
@FluxmartTest
class ForgeryTests {

    private static final String FOREIGN = "https://evil.example";

    @Autowired
    Shop shop;

    private final String login = unique("forged");
    private Browser browser;

    @BeforeEach
    void signIn() {
        shop.register(login);
        browser = Browser.signedIn(shop, login);
    }

    @Test
    void demandsTheTokenOfTheVerySessionForWhatChangesSomething() {
        String other = Browser.signedIn(shop, login).csrfToken();
        Map<HttpMethod, String> writes = Map.of(
                POST, "/api/posts",
                PUT, "/api/cart/items/1",
                PATCH, "/api/users/me",
                DELETE, "/api/cart");

        writes.forEach((method, path) -> {
            assertForged(shop.send(method, path, null, "{}", "Cookie", Browser.cookie(browser.id())));
            assertForged(browser.withCsrfToken("").send(method, path, "{}"));
            assertForged(browser.withCsrfToken(browser.csrfToken() + "x").send(method, path, "{}"));
            assertForged(browser.withCsrfToken(other).send(method, path, "{}"));
            assertThat(browser.send(method, path, "{}").status())
                    .as(method.name())
                    .isNotIn(401, 403);
        });
    }

    @Test
    void demandsNoneForReading() {
        assertThat(browser.withCsrfToken("").get("/api/users/me").status()).isEqualTo(200);
    }

    /** No page can make a browser send a token of that kind. */
    @Test
    void demandsNoneOfWhoeverShowsAnAccessToken() {
        Customer customer = shop.newCustomer();

        Reply reply = shop.send(DELETE, "/api/cart", customer, null, "Cookie", Browser.cookie(browser.id()));

        assertThat(reply.status()).isEqualTo(204);
    }

    @Test
    void letsNobodyBeSignedOutByAForeignPage() {
        assertForged(browser.withCsrfToken("").signOut());
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, "null", "http://localhost", "http://localhost.evil.example", ""})
    void refusesForeignPagesEvenWithTheToken(String origin) {
        Reply write = browser.send(DELETE, "/api/cart", null, "Origin", origin);
        Reply read =
                shop.send(GET, "/api/users/me", null, null, "Cookie", Browser.cookie(browser.id()), "Origin", origin);
        Reply signIn = Browser.signIn(shop, login, Shop.PASSWORD, "Origin", origin);

        for (Reply reply : new Reply[] {write, read, signIn}) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("foreign_origin");
            assertThat(reply.header("Set-Cookie")).isNull();
        }
    }

    /** Behind a proxy that ends TLS, the page's scheme is another than the node's. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void letsPagesOfTheHostIn(String scheme) {
        String own = scheme + "://localhost:" + shop.port();

        assertThat(browser.send(DELETE, "/api/cart", null, "Origin", own).status())
                .isEqualTo(204);
        assertThat(Browser.signIn(shop, login, Shop.PASSWORD, "Origin", own).status())
                .isEqualTo(200);
    }

    /** A foreign page's form cannot send JSON. */
    @Test
    void signsNobodyInByAForm() {
        for (MediaType form : new MediaType[] {
            MediaType.TEXT_PLAIN, MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA
        }) {
            String body = "{\"login\":\"" + login + "\",\"password\":\"" + Shop.PASSWORD + "\"}";
            Reply refused = shop.send(POST, "/api/session", null, body, "Content-Type", form.toString());
            assertThat(refused.status()).as(form.toString()).isEqualTo(415);
            assertThat(refused.header("Set-Cookie")).isNull();
        }
    }

    /** What is open to anybody takes no notice of who is asking, so there is nothing to forge. */
    @Test
    void asksForNothingWhereAnybodyMayWrite() {
        Map<String, String> body = Map.of("login", login, "password", Shop.PASSWORD);
        Reply token = shop.send(POST, "/api/tokens", null, body, "Cookie", Browser.cookie(browser.id()));

        assertThat(token.status()).isEqualTo(200);
    }

    private static void assertForged(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("csrf_token_invalid");
    }
}
