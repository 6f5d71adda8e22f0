package io.fluxmart.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.VoidedTokens;
import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.events.EventLog;
import io.fluxmart.events.NewEvent;
import io.fluxmart.events.Outbox;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Guarantee 5: a slow reader harms only itself, and loses nothing. */
@FluxmartTest
class SlowReaderTests {

    private static final int WINDOW = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired
    EventFeed feed;

    @Autowired
    EventLog log;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    Books books;

    @Autowired
    VoidedTokens voidedTokens;

    private final UUID reader = UUID.randomUUID();
    private final CurrentUser signedIn = new CurrentUser(reader, Set.of(), 1, Instant.MAX);
    private NotificationHub hub;
    private NotificationStream stream;

    @BeforeEach
    void openAHubWithSmallWindows() {
        NotificationSettings settings =
                new NotificationSettings(Duration.ofSeconds(15), Duration.ofSeconds(3), WINDOW, 2);
        hub = new NotificationHub(settings, feed, voidedTokens);
        hub.onStart(log.bounds().block(PATIENCE).head());
        stream = new NotificationStream(hub, log, Clock.systemUTC());
    }

    @Test
    void sendsAReaderWhoLetsTheWindowOverflowBackToTheLog() {
        StepVerifier.create(numbers(), 0)
                .then(() -> publish(0, 100))
                .thenRequest(10)
                .expectNextSequence(IntStream.range(0, 10).boxed().toList())
                .then(() -> publish(100, 300))
                .thenRequest(Long.MAX_VALUE)
                .expectNextSequence(IntStream.range(10, 300).boxed().toList())
                .then(() -> publish(300, 310))
                .expectNextSequence(IntStream.range(300, 310).boxed().toList())
                .thenCancel()
                .verify(PATIENCE);
        assertThat(hub.openStreams()).isZero();
    }

    /** The window fills while the reader is still being served from the log. */
    @Test
    void losesNothingWhenTheWindowOverflowsDuringAReplay() {
        long before = hub.head();
        publish(0, 200);
        StepVerifier.create(stream.follow(signedIn, before).filter(this::isOurs).map(SlowReaderTests::number), 0)
                .thenRequest(10)
                .expectNextSequence(IntStream.range(0, 10).boxed().toList())
                .then(() -> publish(200, 300))
                .thenRequest(Long.MAX_VALUE)
                .expectNextSequence(IntStream.range(10, 300).boxed().toList())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void resetsAReaderWhoseCursorWasThrownAway() {
        publish(0, 1);
        long before = hub.head() - 1;
        publish(1, 3);
        long cut = hub.head();
        books.run("DELETE FROM event_log WHERE seq <= :cut", Map.of("cut", cut));

        StepVerifier.create(stream.follow(signedIn, before).map(Event::type))
                .expectNext("reset")
                .then(() -> publish(3, 4, 1))
                .expectNext("test.numbered")
                .thenCancel()
                .verify(PATIENCE);
        assertThat(stream.follow(signedIn, cut).map(SlowReaderTests::number).blockFirst(PATIENCE))
                .as("a cursor right at the cut resumes")
                .isEqualTo(3);
        assertThat(stream.follow(signedIn, hub.head() + 1_000_000)
                        .map(Event::type)
                        .blockFirst(PATIENCE))
                .as("a cursor from nowhere")
                .isEqualTo("reset");
    }

    /** A client that comes from a quicker node has had already what this one is about to hand out. */
    @Test
    void repeatsNothingToAReaderWhoseCursorIsAheadOfThisNode() {
        publish(0, 3);
        long ahead = hub.head();
        hub.onStart(ahead - 2);

        StepVerifier.create(stream.follow(signedIn, ahead).filter(this::isOurs).map(Event::seq))
                .then(() -> LongStream.rangeClosed(ahead - 1, ahead + 2).forEach(this::handOut))
                .expectNext(ahead + 1, ahead + 2)
                .thenCancel()
                .verify(PATIENCE);
    }

    private void handOut(long seq) {
        hub.onEvent(new Event(seq, "test.numbered", reader, "{}", Instant.now()));
    }

    @Test
    void doesNotHoldUpAReaderWhoKeepsUp() {
        Flux<Integer> stalled = numbers();
        Flux<Integer> quick = numbers();
        StepVerifier stalledReader = StepVerifier.create(stalled, 0)
                .expectSubscription()
                .then(() -> StepVerifier.create(quick)
                        .then(() -> publish(0, 50))
                        .expectNextSequence(IntStream.range(0, 50).boxed().toList())
                        .thenCancel()
                        .verify(PATIENCE))
                .thenRequest(50)
                .expectNextSequence(IntStream.range(0, 50).boxed().toList())
                .thenCancel();

        stalledReader.verify(PATIENCE);
    }

    @Test
    void refusesAStreamWhenTheNodeIsFull() {
        hub.open(signedIn);
        hub.requireRoom();
        Inbox last = hub.open(signedIn);

        Assertions.assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(hub::requireRoom)
                .satisfies(full -> assertThat(full.code()).isEqualTo("too_many_streams"));
        hub.close(last);
        hub.requireRoom();
    }

    /** However much still waits for them, and whether they read at all. */
    @Test
    void endsTheStreamOfAReaderWhoseTokenBecameVoidAtOnce() {
        StepVerifier.create(numbers(), 0)
                .then(() -> publish(0, 10))
                .thenRequest(3)
                .expectNext(0, 1, 2)
                .then(() -> hub.onVoided(reader, 1))
                .then(() -> hub.onVoided(UUID.randomUUID(), 2))
                .thenRequest(1)
                .expectNext(3)
                .then(() -> hub.onVoided(reader, 2))
                .expectError(Inbox.SignedOut.class)
                .verify(PATIENCE);
        assertThat(hub.openStreams()).isZero();
    }

    private Flux<Integer> numbers() {
        return stream.follow(signedIn, hub.head()).filter(this::isOurs).map(SlowReaderTests::number);
    }

    /** Other tests may tell everybody something. */
    private boolean isOurs(Event event) {
        return reader.equals(event.userId());
    }

    private static int number(Event event) {
        return Integer.parseInt(event.data().replaceAll("\\D", ""));
    }

    /** Publishes and waits until the hub has handed out the last one. */
    private void publish(int from, int to) {
        publish(from, to, to);
    }

    private void publish(int from, int to, int inTheLog) {
        Mono<Void> all = Flux.range(from, to - from)
                .concatMap(
                        i -> outbox.append(new NewEvent("test.numbered", reader, Map.of("number", i), Instant.now())))
                .then();
        transaction.transactional(all).block(PATIENCE);
        await().atMost(PATIENCE).until(() -> published() == inTheLog);
    }

    private long published() {
        return log.listFor(reader, 0, hub.head(), 1_000).block(PATIENCE).stream()
                .filter(event -> reader.equals(event.userId()))
                .count();
    }
}
