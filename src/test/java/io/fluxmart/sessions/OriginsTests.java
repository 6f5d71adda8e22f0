package io.fluxmart.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxmart.auth.AuthSettings;
import io.fluxmart.problem.Failure;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** How {@link ForgeryTests} looks behind a proxy that gives a node another name than the pages have. */
class OriginsTests {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, true",
        "https://m.shop.example, true",
        "http://shop.example, false",
        "https://shop.example.evil.example, false",
        "http://10.0.0.1:8080, false",
        "null, false"
    })
    void letsNoneInButThoseThatAreNamed(String origin, boolean isOwn) {
        Origins origins = new Origins(settings(Set.of("https://shop.example", "https://m.shop.example")));
        MockServerHttpRequest request = MockServerHttpRequest.get("http://10.0.0.1:8080/api/session")
                .header("Origin", origin)
                .build();

        Failure refused = catchThrowableOfType(Failure.class, () -> origins.requireOwn(request));

        assertThat(refused == null).isEqualTo(isOwn);
    }

    private static AuthSettings settings(Set<String> origins) {
        return new AuthSettings(
                "0123456789012345678901234567890123",
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofSeconds(2),
                origins);
    }
}
