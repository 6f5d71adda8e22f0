package io.fluxmart.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.events.Amnesia;
import io.fluxmart.events.EventFeed;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RawStream;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;

/** Streams as they are written below the encoder: order, slow readers, ends. */
@FluxmartTest
class OpenStreamTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGE = 8_000;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    NotificationHub hub;

    @Autowired
    StreamLoops streams;

    @Autowired
    EventFeed feed;

    @Autowired
    MeterRegistry meters;

    @AfterEach
    void leavesNothingBehind() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(hub.openStreams()).isZero();
            assertThat(streams.isIdle()).isTrue();
        });
    }

    /** More than any buffer on the way takes, and less than memory holds. */
    @Test
    void servesAReaderWhoReadsLateFromMemory() throws IOException {
        double lagged = count("fluxmart.streams.lagged");
        double replayed = replays("memory");
        double asked = replays("log");
        Customer slow = shop.newCustomer();
        Customer quick = shop.newCustomer();
        try (RawStream late = RawStream.open(shop, slow);
                EventStream prompt = shop.listen(quick)) {
            publish(slow.id(), 1, 450, LARGE);
            publish(quick.id(), 1, 1, 1);
            assertThat(numberIn(prompt.next().data())).as("nobody else waits").isEqualTo(1);
            assertThat(count("fluxmart.streams.lagged")).isGreaterThan(lagged);

            assertThat(numbersIn(late.data(450))).isEqualTo(numbers(1, 450));
        }
        assertThat(replays("memory")).isGreaterThan(replayed);
        assertThat(replays("log")).isEqualTo(asked);
    }

    /** Twelve megabytes, of which memory holds the last four. */
    @Test
    void servesAReaderWhoReadsMuchLaterFromTheLog() throws IOException {
        double asked = replays("log");
        Customer slow = shop.newCustomer();
        try (RawStream late = RawStream.open(shop, slow)) {
            publish(slow.id(), 1, 1_500, LARGE);
            assertThat(numbersIn(late.data(700))).isEqualTo(numbers(1, 700));

            publish(slow.id(), 1_501, 1_510, LARGE);

            assertThat(numbersIn(late.data(810))).isEqualTo(numbers(701, 1_510));
        }
        assertThat(replays("log")).isGreaterThan(asked);
    }

    /** Readers who come in the midst of it, some of whom read in fits and starts; and one who is somebody else. */
    @Test
    void tellsAllStreamsOfOneUserTheSameInAStorm() throws IOException {
        Customer reader = shop.newCustomer();
        Customer stranger = shop.newCustomer();
        List<EventStream> quick = new ArrayList<>();
        List<RawStream> slow = new ArrayList<>();
        try (EventStream others = shop.listen(stranger)) {
            String before = others.lastEventId();
            for (int i = 0; i < 10; i++) {
                insert(reader.id(), 100 * i + 1, 100 * i + 50, 2_000);
                insert(null, 100 * i + 51, 100 * i + 100, 2_000);
                quick.add(shop.resume(reader, before));
                slow.add(RawStream.open(shop, reader, "Last-Event-ID: " + before));
            }

            List<String> ids = idsOf(quick.get(0).next(1_000, "test."));
            assertThat(ids).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(num(a), num(b)));
            for (EventStream stream : quick.subList(1, quick.size())) {
                assertThat(idsOf(stream.next(1_000, "test."))).isEqualTo(ids);
            }
            for (RawStream stream : slow) {
                assertThat(numbersIn(stream.data(1_000))).isEqualTo(numbers(1, 1_000));
            }
            assertThat(others.next(500, "test."))
                    .extracting(event -> numberIn(event.data()))
                    .isEqualTo(IntStream.rangeClosed(1, 1_000)
                            .filter(n -> (n - 1) % 100 >= 50)
                            .boxed()
                            .toList());
            assertThat(others.hasNothingMore()).isTrue();
        } finally {
            quick.forEach(EventStream::close);
            slow.forEach(RawStream::close);
        }
    }

    @Test
    void resumesFromTheLogWhereMemoryDoesNotReach() {
        Customer reader = shop.newCustomer();
        String before;
        try (EventStream stream = shop.listen(reader)) {
            before = stream.lastEventId();
        }
        publish(reader.id(), 1, 250, 1);
        Amnesia.strike(feed);
        publish(reader.id(), 251, 260, 1);
        double asked = replays("log");
        try (EventStream stream = shop.resume(reader, before)) {
            assertThat(stream.next(260))
                    .extracting(event -> numberIn(event.data()))
                    .isEqualTo(numbers(1, 260));
            publish(reader.id(), 261, 261, 1);
            assertThat(numberIn(stream.next().data())).isEqualTo(261);
        }
        assertThat(replays("log")).as("pages of 100").isEqualTo(asked + 3);
    }

    @Test
    void asksNoStoreWhereNothingWasMissed() {
        Customer reader = shop.newCustomer();
        double asked = replays("log");
        try (EventStream stream = shop.listen(reader);
                EventStream resumed = shop.resume(reader, stream.lastEventId())) {
            publish(reader.id(), 1, 1, 1);
            assertThat(resumed.next().id()).isEqualTo(stream.next().id());
        }
        assertThat(replays("log")).isEqualTo(asked);
    }

    /** What the channel has taken may still arrive; nothing that comes later does, and the connection ends. */
    @Test
    void cutsAReaderWhoIsSignedOutWhileTheyDoNotRead() {
        Customer slow = shop.newCustomer();
        try (RawStream late = RawStream.open(shop, slow)) {
            publish(slow.id(), 1, 450, LARGE);
            shop.send(
                    HttpMethod.PATCH,
                    "/api/users/" + slow.id(),
                    shop.admin(),
                    "{\"status\":\"banned\"}",
                    "If-Match",
                    "*");
            await().atMost(PATIENCE).until(() -> hub.openStreams() == 0);

            assertThat(late.readToTheEnd()).isLessThan(450L * LARGE);
        }
    }

    /** The last chunk is the server's own, so that the connection is as good as before. */
    @Test
    void saysGoodbyeAndTakesTheNextRequestOnTheSameConnection() throws IOException {
        try (RawStream stream = RawStream.open(shop, shop.newCustomer())) {
            streams.stop();
            streams.start();

            assertThat(stream.linesUntil("event:drain")).anyMatch(line -> line.startsWith("retry:"));
            stream.linesUntil("0");
            stream.request("HTTP/1.1");
            assertThat(stream.linesUntil(":connected")).contains("HTTP/1.1 200 OK");
        }
    }

    @Test
    void closesTheConnectionOfAClientThatWantsItClosed() throws IOException {
        try (RawStream stream = RawStream.open(shop, shop.newCustomer(), "Connection: close")) {
            streams.stop();
            streams.start();

            stream.linesUntil("event:drain");
            stream.linesUntil("0");
            assertThat(stream.readToTheEnd()).isZero();
        }
    }

    /** The way around: nothing is written below the encoder there. */
    @Test
    void servesAClientThatSpeaksAnOlderProtocol() throws IOException {
        Customer reader = shop.newCustomer();
        try (RawStream stream = RawStream.connect(shop, reader)) {
            stream.request("HTTP/1.0");
            stream.linesUntil(":connected");
            publish(reader.id(), 1, 3, 1);

            assertThat(numbersIn(stream.data(3))).isEqualTo(numbers(1, 3));
        }
    }

    private void publish(UUID userId, int from, int to, int size) {
        long before = streams.head();
        insert(userId, from, to, size);
        await().atMost(PATIENCE).until(() -> streams.head() >= before + to - from + 1);
    }

    private void insert(UUID userId, int from, int to, int size) {
        String whose = userId == null ? "NULL" : "'" + userId + "'";
        books.run("""
                INSERT INTO outbox (user_id, type, data, occurred_at)
                SELECT %s, 'test.numbered', json_build_object('number', n, 'text', repeat('x', :size)), now()
                FROM generate_series(:from, :to) n
                """.formatted(whose), Map.of("from", from, "to", to, "size", size));
    }

    private double count(String counter) {
        return meters.get(counter).counter().count();
    }

    private double replays(String from) {
        return meters.get("fluxmart.streams.replays")
                .tag("from", from)
                .counter()
                .count();
    }

    private static List<String> idsOf(List<ServerSentEvent<String>> events) {
        return events.stream().map(ServerSentEvent::id).toList();
    }

    private static List<Integer> numbersIn(List<String> data) {
        return data.stream().map(OpenStreamTests::numberIn).toList();
    }

    private static Integer numberIn(String data) {
        return Integer.valueOf(data.replaceFirst("^\\D*(\\d+)\\D.*$", "$1"));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static long num(String id) {
        return Long.parseLong(id);
    }
}
