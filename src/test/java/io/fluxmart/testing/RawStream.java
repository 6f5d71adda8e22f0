package io.fluxmart.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A notification stream on a socket of its own, with small buffers, of which nothing is read unless the test does. */
public final class RawStream implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;
    private static final int RECEIVE_BUFFER = 8 * 1024;

    private final Customer who;
    private final Socket socket = new Socket();
    private final BufferedReader reader;

    private RawStream(Shop shop, Customer who) throws IOException {
        this.who = who;
        socket.setReceiveBufferSize(RECEIVE_BUFFER); // before it connects, or the window is larger
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress("localhost", shop.port()), PATIENCE_MS);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Waits until it stands. */
    public static RawStream open(Shop shop, Customer who, String... headers) {
        try {
            RawStream stream = new RawStream(shop, who);
            stream.request("HTTP/1.1", headers);
            stream.linesUntil(":connected");
            return stream;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Without a request. */
    public static RawStream connect(Shop shop, Customer who) {
        try {
            return new RawStream(shop, who);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void request(String version, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("GET /api/notifications/stream " + version + "\r\nHost: localhost\r\n")
                .append("Authorization: Bearer ")
                .append(who.token())
                .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(UTF_8));
    }

    /** All lines up to one that begins so, that one included. */
    public List<String> linesUntil(String beginning) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.startsWith(beginning)) {
                return lines;
            }
        }
        throw new AssertionError("The stream ended before " + beginning + ": " + lines);
    }

    /** The data of so many events, in the order in which they came; everything else is passed over. */
    public List<String> data(int count) throws IOException {
        List<String> data = new ArrayList<>();
        while (data.size() < count) {
            List<String> lines = linesUntil("data:");
            data.add(lines.get(lines.size() - 1).substring("data:".length()));
        }
        return data;
    }

    /** Reads until the connection ends, and how many bytes that were, about. */
    public long readToTheEnd() {
        long count = 0;
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                count += line.length();
            }
        } catch (IOException cut) {
            return count;
        }
        return count;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
