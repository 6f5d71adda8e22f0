package io.fluxmart.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Somebody who is signed in with a browser: that keeps the cookie, and the page in it the token against forgery. */
public record Browser(Shop shop, String id, String csrfToken) {

    public static final String COOKIE = "__Host-fluxmart";
    private static final String CSRF_HEADER = "X-CSRF-Token";

    public static Browser signedIn(Shop shop, String login) {
        return of(shop, signIn(shop, login, Shop.PASSWORD));
    }

    public static Reply signIn(Shop shop, String login, String password, String... headers) {
        return shop.send(HttpMethod.POST, "/api/session", null, Map.of("login", login, "password", password), headers);
    }

    public static Browser of(Shop shop, Reply signedIn) {
        assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
        String cookie = signedIn.header("Set-Cookie");
        String id = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        return new Browser(shop, id, signedIn.json().path("csrfToken").asString());
    }

    public static String cookie(String id) {
        return COOKIE + "=" + id;
    }

    /** The same browser, sent to another node. */
    public Browser at(Shop other) {
        return new Browser(other, id, csrfToken);
    }

    public Browser withCsrfToken(String other) {
        return new Browser(shop, id, other);
    }

    public Reply get(String path) {
        return shop.send(HttpMethod.GET, path, null, null, "Cookie", cookie(id));
    }

    /** @param more headers beside the cookie and the token */
    public Reply send(HttpMethod method, String path, Object body, String... more) {
        String[] headers = Stream.concat(Stream.of("Cookie", cookie(id), CSRF_HEADER, csrfToken), Stream.of(more))
                .toArray(String[]::new);
        return shop.send(method, path, null, body, headers);
    }

    public Reply signOut() {
        return send(HttpMethod.DELETE, "/api/session", null);
    }

    /** Opens the notification stream and waits until it stands. */
    public EventStream listen() {
        return new EventStream(
                shop, "/api/notifications/stream", headers -> headers.set(HttpHeaders.COOKIE, cookie(id)), null);
    }
}
