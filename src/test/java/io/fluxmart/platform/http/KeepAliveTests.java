package io.fluxmart.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Reactor Netty up to 1.3.7 forgot to read on when a request that had waited for the one before it on the same
 * connection was answered at once (reactor-netty #4361): the next one got no answer, ever.
 */
@FluxmartTest
class KeepAliveTests {

    private static final int PATIENCE_MS = 15_000;

    @Autowired
    Shop shop;

    @Test
    void goesOnReadingBehindARequestThatHadToWaitForItsTurn() throws IOException {
        long product = shop.newProduct(1);
        String fromTheDatabase = get("/api/products/" + product);
        String atOnce = get("/api/orders");
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            client.setSoTimeout(PATIENCE_MS);
            DataInputStream answers = new DataInputStream(client.getInputStream());

            for (int round = 0; round < 20; round++) {
                client.getOutputStream().write((fromTheDatabase + atOnce).getBytes(US_ASCII));
                assertThat(statusOf(answers)).isEqualTo(200);
                assertThat(statusOf(answers)).isEqualTo(401);
            }
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** Reads one whole answer. */
    private static int statusOf(DataInputStream answers) throws IOException {
        int status = Integer.parseInt(lineOf(answers).split(" ")[1]);
        int length = 0;
        for (String header = lineOf(answers); !header.isEmpty(); header = lineOf(answers)) {
            if (header.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        answers.readNBytes(length);
        return status;
    }

    private static String lineOf(DataInputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.readUnsignedByte(); next != '\n'; next = answers.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
