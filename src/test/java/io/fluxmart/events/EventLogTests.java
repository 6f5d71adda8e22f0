package io.fluxmart.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@FluxmartTest
class EventLogTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxMoves moves;

    @Autowired
    EventLog log;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    Books books;

    private final UUID user = UUID.randomUUID();

    @Test
    void keepsNothingOfATransactionThatRolledBack() {
        Mono<Void> failing = outbox.append(event(1)).then(Mono.error(new IllegalStateException("no")));

        StepVerifier.create(transaction.transactional(failing)).expectError().verify(PATIENCE);
        transaction.transactional(outbox.append(event(2))).block(PATIENCE);

        awaitEvents(1);
        assertThat(events()).extracting(Event::data).containsExactly("{\"number\":2}");
    }

    @Test
    void refusesAnEventOutsideOfATransaction() {
        StepVerifier.create(outbox.append(event(1)))
                .expectErrorMessage("No transaction in context")
                .verify(PATIENCE);
    }

    @Test
    void numbersWithoutGapsThoughManyRelayAtOnce() {
        Flux.range(0, 300)
                .flatMap(i -> transaction.transactional(outbox.append(event(i))), 8)
                .mergeWith(Flux.range(0, 100)
                        .flatMap(i -> transaction.transactional(moves.moveInTurn(3)), 4)
                        .thenMany(Flux.empty()))
                .blockLast(PATIENCE);

        awaitEvents(300);
        assertThat(events()).extracting(Event::data).doesNotHaveDuplicates().hasSize(300);
        assertThat(books.number("SELECT last_seq - (SELECT count(*) FROM event_log) FROM event_log_head", Map.of()))
                .as("as many events as numbers")
                .isEqualTo(log.bounds().block(PATIENCE).floor());
        assertThat(books.number("SELECT count(DISTINCT seq) - count(*) FROM event_log", Map.of()))
                .isZero();
    }

    @Test
    void throwsAwayTheOldEndOnly() {
        Flux.range(0, 5)
                .concatMap(i -> transaction.transactional(outbox.append(event(i))))
                .blockLast(PATIENCE);
        awaitEvents(5);
        long cut = events().get(2).seq();
        books.run("UPDATE event_log SET logged_at = now() - interval '8 days' WHERE seq <= :cut", Map.of("cut", cut));

        Instant weekAgo = Instant.now().minus(Duration.ofDays(7));
        Flux.defer(() -> log.deleteOlderThan(weekAgo, 2))
                .repeat()
                .takeUntil(deleted -> deleted == 0)
                .blockLast(PATIENCE);

        assertThat(log.bounds().block(PATIENCE).floor()).isEqualTo(cut);
        assertThat(events()).extracting(Event::data).containsExactly("{\"number\":3}", "{\"number\":4}");
    }

    @Test
    void tellsWhichCursorsCanBeResumed() {
        EventLog.Bounds bounds = new EventLog.Bounds(10, 20);

        assertThat(bounds.canResumeAfter(9)).isFalse();
        assertThat(bounds.canResumeAfter(10)).isTrue();
        assertThat(bounds.canResumeAfter(20)).isTrue();
        assertThat(bounds.canResumeAfter(21)).isFalse();
    }

    private void awaitEvents(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events()).hasSize(count));
    }

    private List<Event> events() {
        return log.listFor(user, 0, Long.MAX_VALUE, 10_000).block(PATIENCE).stream()
                .filter(event -> user.equals(event.userId()))
                .toList();
    }

    private NewEvent event(int number) {
        return new NewEvent("test.numbered", user, Map.of("number", number), Instant.now());
    }
}
