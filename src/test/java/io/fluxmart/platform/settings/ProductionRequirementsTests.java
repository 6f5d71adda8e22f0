package io.fluxmart.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProductionRequirementsTests {

    private static final Map<String, Object> COMPLETE = Map.of(
            "fluxmart.auth.token-secret", "0123456789012345678901234567890123456789",
            "spring.r2dbc.url", "r2dbc:postgresql://db/fluxmart?sslMode=VERIFY_FULL",
            "spring.r2dbc.password", "one",
            "spring.liquibase.url", "jdbc:postgresql://db/fluxmart?sslmode=verify-full",
            "spring.mongodb.uri", "mongodb://u:p@mongo/fluxmart?tls=true",
            "spring.data.redis.host", "redis",
            "spring.data.redis.password", "two",
            "spring.data.redis.ssl.enabled", "true");

    @Test
    void namesAllThatIsMissingInOneLine() {
        assertThatThrownBy(() -> start("production", Map.of("fluxmart.demo.enabled", "true")))
                .isInstanceOf(SettingsMissing.class)
                .message()
                .doesNotContain("\n")
                .contains("FLUXMART_AUTH_TOKEN_SECRET")
                .contains("FLUXMART_DEMO_ENABLED=false")
                .contains("SPRING_R2DBC_URL")
                .contains("SPRING_R2DBC_PASSWORD")
                .contains("SPRING_LIQUIBASE_URL")
                .contains("SPRING_MONGODB_URI")
                .contains("SPRING_DATA_REDIS_URL")
                .contains("SPRING_DATA_REDIS_PASSWORD")
                .contains("sslMode=verify-full")
                .contains("tls=true")
                .contains("SPRING_DATA_REDIS_SSL_ENABLED");
    }

    @Test
    void takesWhatIsComplete() {
        assertThatCode(() -> start("production", COMPLETE)).doesNotThrowAnyException();
    }

    @Test
    void insistsOnNothingElsewhere() {
        assertThatCode(() -> start("local", Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "fluxmart.auth.token-secret, too short, FLUXMART_AUTH_TOKEN_SECRET",
        "spring.r2dbc.url, r2dbc:postgresql://db/fluxmart, sslMode=verify-full",
        "spring.r2dbc.url, r2dbc:postgresql://db/fluxmart?sslMode=require, sslMode=verify-full",
        "spring.r2dbc.password, '', SPRING_R2DBC_PASSWORD",
        "spring.liquibase.url, jdbc:postgresql://db/fluxmart?sslmode=prefer, sslmode=verify-full",
        "spring.mongodb.uri, mongodb://u:p@mongo/fluxmart, tls=true",
        "spring.mongodb.uri, mongodb://u:p@mongo/fluxmart?tls=true&tlsInsecure=true, tls=true",
        "spring.mongodb.uri, mongodb://u:p@mongo/fluxmart?tls=true&tlsAllowInvalidHostnames=true, tls=true",
        "spring.data.redis.ssl.enabled, false, SPRING_DATA_REDIS_SSL_ENABLED",
        "fluxmart.demo.enabled, true, published password",
        "management.server.port, 8080, MANAGEMENT_SERVER_PORT"
    })
    void refusesWhatIsUnsafe(String setting, String value, String word) {
        Map<String, Object> settings = new HashMap<>(COMPLETE);
        settings.put(setting, value);

        assertThatThrownBy(() -> start("production", settings))
                .isInstanceOf(SettingsMissing.class)
                .message()
                .contains(word)
                .doesNotContain(";")
                .satisfies(message ->
                        assertThat(value.isBlank() || !message.contains(value)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri, mongodb+srv://u:p@mongo/fluxmart",
        "spring.data.redis.url, rediss://:two@redis:6379",
        "spring.r2dbc.url, r2dbc:postgresql://u:one@db/fluxmart?sslMode=verify-full"
    })
    void takesOtherWaysToSayIt(String setting, String value) {
        Map<String, Object> settings = new HashMap<>(COMPLETE);
        settings.put(setting, value);

        assertThatCode(() -> start("production", settings)).doesNotThrowAnyException();
    }

    @Test
    void leavesEncryptionToAMeshThatIsNamed() {
        Map<String, Object> settings = new HashMap<>(COMPLETE);
        settings.put("spring.r2dbc.url", "r2dbc:postgresql://db/fluxmart");
        settings.put("spring.data.redis.ssl.enabled", "false");
        settings.put("fluxmart.stores.require-tls", "false");

        assertThatCode(() -> start("production", settings)).doesNotThrowAnyException();
    }

    @Test
    void leavesMigrationsToOthers() {
        Map<String, Object> settings = new HashMap<>(COMPLETE);
        settings.remove("spring.liquibase.url");
        settings.put("spring.liquibase.enabled", "false");

        assertThatCode(() -> start("production", settings)).doesNotThrowAnyException();
    }

    private static void start(String profile, Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.setActiveProfiles(profile);
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        new ProductionRequirements().postProcessEnvironment(environment, new SpringApplication());
    }
}
