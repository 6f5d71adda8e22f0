package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** Texts that are let through without a closer look are those that Spring Security's own firewall lets through. */
class RejectedExchangesTests {

    private final ServerWebExchangeFirewall ours = new RejectedExchanges().firewall();
    private final ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer a.b-c_d~", "\t", "größe", "👟", "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}"})
    void letsThrough(String value) {
        assertThat(read(strict, value)).isEqualTo(value);
        assertThat(read(ours, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u0001", "\u007f", "\u0085", "a\u0378"})
    void rejects(String value) {
        assertThatThrownBy(() -> read(strict, value)).isInstanceOf(ServerExchangeRejectedException.class);
        assertThatThrownBy(() -> read(ours, value)).isInstanceOf(ServerExchangeRejectedException.class);
    }

    @Test
    void findsNoHeaderWhereThereIsNone() {
        HttpHeaders headers = headers(MockServerHttpRequest.get("/").build(), ours);

        assertThat(headers.getFirst("X-Text")).isNull();
        assertThat(headers.get("X-Text")).isNull();
    }

    private static String read(ServerWebExchangeFirewall firewall, String value) {
        return headers(MockServerHttpRequest.get("/").header("X-Text", value).build(), firewall)
                .getFirst("X-Text");
    }

    private static HttpHeaders headers(MockServerHttpRequest request, ServerWebExchangeFirewall firewall) {
        return firewall.getFirewalledExchange(MockServerWebExchange.from(request))
                .map(exchange -> exchange.getRequest().getHeaders())
                .block();
    }
}
