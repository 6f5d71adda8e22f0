package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class BearerTokensTests {

    private final BearerTokens tokens = new BearerTokens();

    @ParameterizedTest
    @CsvSource({"Bearer a.b.c,a.b.c", "bearer a.b.c,a.b.c", "BEARER a b,a b", "'Bearer  a',' a'"})
    void takesWhatFollowsTheScheme(String header, String token) {
        Authentication shown = convert(header);

        assertThat(((BearerTokenAuthenticationToken) shown).getToken()).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer   ", "Bearera.b.c", "bearer,a"})
    void refusesASchemeWithoutAToken(String header) {
        assertThatThrownBy(() -> convert(header)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YTpi", "Bear a", "Digest Bearer"})
    void leavesOtherSchemesAlone(String header) {
        assertThat(convert(header)).isNull();
    }

    @Test
    void findsNothingWhereNothingIsShown() {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/?access_token=a.b.c");

        assertThat(tokens.convert(MockServerWebExchange.from(request)).block()).isNull();
    }

    private Authentication convert(String header) {
        return tokens.convert(MockServerWebExchange.from(
                        MockServerHttpRequest.get("/").header("Authorization", header)))
                .block();
    }
}
