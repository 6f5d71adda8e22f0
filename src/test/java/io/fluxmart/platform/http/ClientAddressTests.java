package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTests {

    private static final String SOCKET = "192.0.2.200";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 203.0.113.7 | " + SOCKET,
                "1 | 203.0.113.7 | 203.0.113.7",
                "1 | 198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "2 | 198.51.100.1, 203.0.113.7 | 198.51.100.1",
                "2 | 198.51.100.9, 198.51.100.1, 203.0.113.7 | 198.51.100.1",
                "3 | 198.51.100.1, 203.0.113.7 | " + SOCKET,
                "1 | 198.51.100.1,203.0.113.7:41000 | 203.0.113.7",
                "1 | [2001:db8:0:1::5]:443 | 2001:db8:0:1::/64",
                "1 | [2001:db8:0:1::5] | 2001:db8:0:1::/64",
                "1 | 2001:db8:0:1:a:b:c:d | 2001:db8:0:1::/64",
                "1 | ::ffff:203.0.113.7 | 203.0.113.7",
                "1 | [::ffff:203.0.113.7]:80 | 203.0.113.7"
            })
    void believesOnlyWhatItsOwnProxiesAdded(int hops, String header, String client) {
        assertThat(clientOf(hops, header)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "203.0.113.7,",
                "unknown",
                "_hidden",
                "localhost",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.7:",
                "203.0.113.7:x",
                "[203.0.113.7",
                "[]",
                "[2001:db8::1]x",
                "2001:db8::1::2",
                "for=203.0.113.7",
                "\"203.0.113.7\""
            })
    void goesByTheConnectionWhereTheEntryIsNoAddress(String entry) {
        assertThat(clientOf(1, entry)).isEqualTo(SOCKET);
    }

    @Test
    void readsSeveralHeaderLinesAsOneList() {
        assertThat(clientOf(1, "203.0.113.7", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(clientOf(2, "203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    }

    @Test
    void doesNotLookAtForwarded() {
        MockServerHttpRequest request = MockServerHttpRequest.get("/")
                .header("Forwarded", "for=203.0.113.7")
                .remoteAddress(socket(SOCKET))
                .build();

        assertThat(new ClientAddress(new HttpSettings(1, List.of())).of(request))
                .isEqualTo(SOCKET);
    }

    @Test
    void takesAnIpv6NetworkForOneClient() {
        assertThat(clientAt("2001:db8:0:1::5")).isEqualTo(clientAt("2001:db8:0:1:ffff::1"));
        assertThat(clientAt("2001:db8:0:1::5")).isNotEqualTo(clientAt("2001:db8:0:2::5"));
        assertThat(clientAt("fe80::1%1")).isEqualTo("fe80::/64");
    }

    @Test
    void servesWhoHasNoAddress() {
        assertThat(new ClientAddress(new HttpSettings(0, List.of()))
                        .of(MockServerHttpRequest.get("/").build()))
                .isEqualTo("unknown");
    }

    private static String clientOf(int hops, String... lines) {
        MockServerHttpRequest request = MockServerHttpRequest.get("/")
                .header("X-Forwarded-For", lines)
                .remoteAddress(socket(SOCKET))
                .build();
        return new ClientAddress(new HttpSettings(hops, List.of())).of(request);
    }

    private static String clientAt(String address) {
        return new ClientAddress(new HttpSettings(0, List.of()))
                .of(MockServerHttpRequest.get("/")
                        .remoteAddress(socket(address))
                        .build());
    }

    private static InetSocketAddress socket(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 40_000);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
