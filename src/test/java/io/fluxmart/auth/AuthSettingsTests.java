package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AuthSettingsTests {

    private final ApplicationContextRunner start = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(AuthSettings.class)
    static class Settings {}

    @Test
    void refusesToStartWithoutASecret() {
        start.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("set FLUXMART_AUTH_TOKEN_SECRET to at least 32 random characters"));
    }

    /** Five seconds are promised; a round and its query fit in twice. */
    @Test
    void hearsOfVoidTokensInTime() {
        start.withPropertyValues("fluxmart.auth.token-secret=long-enough-to-be-a-secret-of-a-test")
                .run(context -> assertThat(context.getBean(AuthSettings.class).voidedTokensInterval())
                        .isLessThanOrEqualTo(Duration.ofSeconds(2)));
        start.withPropertyValues("fluxmart.auth.token-secret=long-enough-to-be-a-secret-of-a-test")
                .withPropertyValues("fluxmart.auth.voided-tokens-interval=5s")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void neverPrintsTheSecret() {
        start.withPropertyValues("fluxmart.auth.token-secret=too-short")
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(failure).hasStackTraceContaining("at least 32"))
                        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("too-short"))
                        .rootCause()
                        .message()
                        .doesNotContain("too-short"));
        start.withPropertyValues("fluxmart.auth.token-secret=long-enough-to-be-a-secret-of-a-test")
                .run(context -> assertThat(context.getBean(AuthSettings.class).toString())
                        .doesNotContain("long-enough"));
    }
}
