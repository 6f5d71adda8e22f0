package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XXssProtectionServerHttpHeadersWriter;

/** Whatever an answer carries already, it gets what Spring Security's own writers would have added. */
class SecurityHeadersTests {

    private static final ServerHttpHeadersWriter SPRINGS_OWN = new CompositeServerHttpHeadersWriter(
            new CacheControlServerHttpHeadersWriter(),
            new XContentTypeOptionsServerHttpHeadersWriter(),
            new StrictTransportSecurityServerHttpHeadersWriter(),
            new XFrameOptionsServerHttpHeadersWriter(),
            new XXssProtectionServerHttpHeadersWriter(),
            new ReferrerPolicyServerHttpHeadersWriter());

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("http://shop.test/", response -> {}),
                answer("https://shop.test/", response -> {}),
                answer("http://shop.test/", response -> response.setStatusCode(HttpStatus.NOT_MODIFIED)),
                answer("http://shop.test/", response -> response.getHeaders().set("Cache-Control", "no-store")),
                answer("http://shop.test/", response -> response.getHeaders().set("Pragma", "mine")),
                answer("http://shop.test/", response -> response.getHeaders().set("Expires", "mine")),
                answer("http://shop.test/", response -> response.getHeaders().set("x-frame-options", "SAMEORIGIN")),
                answer("http://shop.test/", response -> response.getHeaders().set("Referrer-Policy", "origin")));
    }

    private static Arguments answer(String url, Consumer<ServerHttpResponse> prepare) {
        return Arguments.of(url, prepare);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void addsWhatSpringSecurityAdds(String url, Consumer<ServerHttpResponse> prepare) {
        HttpHeaders expected = headersBy(SPRINGS_OWN, url, prepare);

        HttpHeaders ours = headersBy(new SecurityHeaders(), url, prepare);

        assertThat(ours.headerSet()).containsExactlyInAnyOrderElementsOf(expected.headerSet());
    }

    @Test
    void protectsAnAnswer() {
        HttpHeaders headers = headersBy(new SecurityHeaders(), "http://shop.test/", response -> {});

        assertThat(headers.headerNames())
                .containsExactlyInAnyOrder(
                        "Cache-Control",
                        "Pragma",
                        "Expires",
                        "X-Content-Type-Options",
                        "X-Frame-Options",
                        "X-XSS-Protection",
                        "Referrer-Policy");
    }

    private static HttpHeaders headersBy(
            ServerHttpHeadersWriter writer, String url, Consumer<ServerHttpResponse> prepare) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(url));
        prepare.accept(exchange.getResponse());
        writer.writeHttpHeaders(exchange).block();
        return exchange.getResponse().getHeaders();
    }
}
