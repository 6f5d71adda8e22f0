package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Every failure is a problem+json with a stable code, and tells nothing of the inside. */
@FluxmartTest
class ProblemTests {

    @Autowired
    Shop shop;

    @ParameterizedTest
    @CsvSource({
        "GET,/nowhere,404,not_found",
        "GET,/api/nowhere,404,not_found",
        "GET,/api/products/1/nowhere,404,not_found",
        "DELETE,/api/products,405,method_not_allowed",
        "DELETE,/api/orders/x,405,method_not_allowed",
        "PUT,/api/users/me,405,method_not_allowed",
        "GET,/api/orders,401,unauthenticated",
        "GET,/api/products;x=1,400,request_rejected",
        "GET,/api//products,400,request_rejected",
        "GET,/api/%2e%2e/actuator/env,400,request_rejected",
        "GET,/actuator/env,404,not_found",
        "GET,/static/application.yaml,404,not_found"
    })
    void answersEveryFailureAsAProblem(String method, String path, int status, String code) {
        Reply refused = shop.send(HttpMethod.valueOf(method), path, null, null);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.json().path("status").asInt()).isEqualTo(status);
        assertThat(refused.json().path("type").asString()).isEqualTo("urn:fluxmart:problem:" + code);
        assertThat(refused.json().path("instance").asString()).isEqualTo(path);
        assertThat(refused.json().path("title").asString()).isNotEmpty();
    }

    @Test
    void answers405ToSignedInUsersToo() {
        Customer customer = shop.newCustomer();

        Reply refused = shop.send(HttpMethod.DELETE, "/api/orders/x", customer, null);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET");
        assertThat(shop.get("/api/nowhere", customer).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"login\":|malformed_json",
                "{\"login\":\"a\",\"login\":\"b\",\"password\":\"c\"}|malformed_json",
                "{\"login\":\"a\",\"password\":\"b\"} trailing|malformed_json",
                "[]|wrong_type",
                "\"text\"|wrong_type",
                "null|body_required"
            })
    void refusesABodyThatIsNoJsonOfThisShape(String body, String code) {
        Reply refused = shop.post("/api/tokens", null, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isIn(code, "wrong_type");
        assertThat(refused.text())
                .doesNotContain("jackson")
                .doesNotContain("io.fluxmart")
                .doesNotContain("Exception");
    }

    @Test
    void refusesDeepJson() {
        String deep = "{\"login\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(shop.post("/api/tokens", null, deep).status()).isEqualTo(400);
    }

    @Test
    void refusesALargeBody() {
        Reply refused = shop.post("/api/tokens", null, "{\"login\":\"" + "x".repeat(600_000) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void refusesABodyThatIsNotDeclaredAsJson(String contentType) {
        Reply refused = shop.send(HttpMethod.POST, "/api/tokens", null, "{}", "Content-Type", contentType);

        assertThat(refused.status()).as(refused.text()).isEqualTo(415);
        assertThat(refused.code()).isEqualTo("unsupported_media_type");
    }

    /** Our own client refuses to send such a thing. */
    @Test
    void refusesAMediaTypeThatCannotBeRead() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + "/api/tokens"))
                .header("Content-Type", "nonsense")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> refused = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).contains("\"code\":\"unsupported_media_type\"");
    }

    @Test
    void givesEveryAnswerARequestIdAndKeepsAHarmlessOne() {
        Reply own = shop.send(HttpMethod.GET, "/api/nowhere", null, null, "X-Request-Id", "my-id.1");
        Reply forged = shop.send(HttpMethod.GET, "/api/nowhere", null, null, "X-Request-Id", "two words");
        Reply none = shop.get("/api/products/1", null);

        assertThat(own.header("X-Request-Id")).isEqualTo("my-id.1");
        assertThat(own.json().path("requestId").asString()).isEqualTo("my-id.1");
        assertThat(forged.header("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(none.header("X-Request-Id")).matches("[0-9a-f]{32}");
    }
}
