package io.fluxmart.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.credentials.CredentialSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class LimitSettingsTests {

    @Test
    void limitsByDefault() {
        LimitSettings settings = BoundSettings.of(Map.of());

        assertThat(settings.enabled()).isTrue();
        assertThat(Limit.of("requests", settings.requests()))
                .isEqualTo(new Limit("requests", 100, Duration.ofSeconds(900)));
        assertThat(settings.signIn().quota()).isEqualTo(5);
        assertThat(settings.signIn().window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.signInAccount().quota()).isEqualTo(30);
        assertThat(settings.streams()).isEqualTo(20);
    }

    @Test
    void keepsTheOtherFigureOfALimitOfWhichOneIsSet() {
        LimitSettings settings = BoundSettings.of(Map.of("fluxmart.limits.requests.quota", "7"));

        assertThat(settings.requests().quota()).isEqualTo(7);
        assertThat(settings.requests().window()).isEqualTo(Duration.ofSeconds(900));
    }

    @Test
    void readsTheEnvironment() {
        Map<String, Object> environment = Map.of("FLUXMART_LIMITS_SIGN_IN_ACCOUNT_QUOTA", "7");
        var source = new SystemEnvironmentPropertySource("systemEnvironment", environment);

        LimitSettings settings = new Binder(ConfigurationPropertySources.from(source))
                .bindOrCreate("fluxmart.limits", LimitSettings.class);

        assertThat(settings.signInAccount().quota()).isEqualTo(7);
    }

    @Test
    void liftsTheLimitsForALoadTest() throws IOException {
        var profile = new YamlPropertySourceLoader()
                .load("loadtest", new ClassPathResource("application-loadtest.yaml"))
                .get(0);

        Binder binder = new Binder(ConfigurationPropertySources.from(profile));

        assertThat(binder.bindOrCreate("fluxmart.limits", LimitSettings.class).enabled())
                .isFalse();
        assertThat(binder.bindOrCreate("fluxmart.credentials", CredentialSettings.class)
                        .hashingQueue())
                .isEqualTo(1_024);
    }
}
