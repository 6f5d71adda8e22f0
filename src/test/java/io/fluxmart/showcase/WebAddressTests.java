package io.fluxmart.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "HTTPS://example.com/a%20b.png?w=1&h=2#top",
                "https://example.com:65535/ä.jpg",
                "https://[2001:db8::1]/x"
            })
    void takesWhatABrowserOpens(String address) {
        assertThat(isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/shoe.png",
                "//example.com/shoe.png",
                "http:shoe.png",
                "https:///shoe.png",
                "ftp://example.com/shoe.png",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://@example.com/",
                "https://example.com:65536/",
                "https://example.com/a b",
                "https://example.com/a\u00a0b",
                "https://example.com/\r\nSet-Cookie:x",
                "https://example.com/\u0085",
                "https://example.com\\@evil.example/",
                "https://example.com/\"><script>"
            })
    void refusesAnythingElse(String address) {
        assertThat(isValid(address)).isFalse();
    }

    @Test
    void takes2048Characters() {
        String address = "https://example.com/";

        assertThat(isValid(address + "x".repeat(2_048 - address.length()))).isTrue();
        assertThat(isValid(address + "x".repeat(2_049 - address.length()))).isFalse();
    }

    private static boolean isValid(String address) {
        return new WebAddress.Check().isValid(address, null);
    }
}
