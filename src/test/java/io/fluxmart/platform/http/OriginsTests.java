package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fluxmart.problem.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpHeaders;

class OriginsTests {

    private final Origins origins = new Origins(new HttpSettings(0, List.of("https://app.example.com")));

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com, shop.example.com",
        "http://shop.example.com, shop.example.com",
        "https://Shop.Example.com, shop.example.com",
        "http://localhost:8080, localhost:8080",
        "http://[::1]:8080, [::1]:8080",
        "https://app.example.com, shop.example.com"
    })
    void letsInPagesOfThisSiteAndOfTrustedOnes(String origin, String host) {
        assertThatCode(() -> origins.requireOurs(headers(host, origin))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, shop.example.com",
        "https://shop.example.com.evil.example, shop.example.com",
        "https://evil-shop.example.com, shop.example.com",
        "https://shop.example.com@evil.example, shop.example.com",
        "http://app.example.com, shop.example.com",
        "http://localhost:1, localhost:8080",
        "null, shop.example.com",
        "shop.example.com, shop.example.com",
        "https://not a host, shop.example.com"
    })
    void turnsAwayAllOthers(String origin, String host) {
        assertThatExceptionOfType(Failure.class).isThrownBy(() -> origins.requireOurs(headers(host, origin)));
    }

    @Test
    void turnsAwayWhoeverNamesTwo() {
        HttpHeaders two = headers("shop.example.com", "https://shop.example.com", "https://evil.example");

        assertThatExceptionOfType(Failure.class).isThrownBy(() -> origins.requireOurs(two));
    }

    @Test
    void letsInClientsThatAreNoBrowsers() {
        assertThatCode(() -> origins.requireOurs(headers("shop.example.com"))).doesNotThrowAnyException();
    }

    @Test
    void refusesSettingsThatNameNoOrigin() {
        for (String origin : List.of("shop.example", "https://shop.example/", "https://shop.example/path")) {
            new ApplicationContextRunner()
                    .withUserConfiguration(Bound.class)
                    .withPropertyValues("fluxmart.http.trusted-origins=" + origin)
                    .run(context -> assertThat(context).as(origin).hasFailed());
        }
    }

    @EnableConfigurationProperties(HttpSettings.class)
    static class Bound {}

    private static HttpHeaders headers(String host, String... from) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.HOST, host);
        headers.addAll(HttpHeaders.ORIGIN, List.of(from));
        return headers;
    }
}
