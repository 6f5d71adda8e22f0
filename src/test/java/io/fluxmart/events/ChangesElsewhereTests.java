package io.fluxmart.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.NotFound;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** Who hears of a change that PostgreSQL knows nothing of. */
@FluxmartTest
class ChangesElsewhereTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    ChangesElsewhere changes;

    @Autowired
    LocalCommits commits;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DetachedWrites writes;

    @Autowired
    DetachedWork work;

    @Autowired
    JsonMapper json;

    @Autowired
    Books books;

    private final String type = Shop.unique("test") + ".changed";
    private final List<NewEvent> event = List.of(NewEvent.amongNodes(type, Map.of("number", 7), Instant.now()));

    @Test
    void hearsOfItBeforeTheWriterDoes() {
        ConcurrentLinkedQueue<String> heard = listen();

        StepVerifier.create(changes.run(Mono.just("made"), event)
                        .doOnNext(made -> assertThat(heard).containsExactly("{\"number\":7}")))
                .expectNext("made")
                .expectComplete()
                .verify(PATIENCE);
        assertThat(logged()).isEqualTo(1);
    }

    @Test
    void hearsOfAChangeThatReturnsNothing() {
        StepVerifier.create(changes.run(Mono.empty(), event)).expectComplete().verify(PATIENCE);

        assertThat(logged()).isEqualTo(1);
    }

    @Test
    void hearsOfWhatMayHaveBeenMadeAndNotOfWhatWasRefused() {
        StepVerifier.create(changes.run(Mono.error(() -> new NotFound("It")), event))
                .expectError(NotFound.class)
                .verify(PATIENCE);
        assertThat(logged()).isZero();

        StepVerifier.create(changes.run(Mono.error(Unavailable::becauseOfAStore), event))
                .expectError(Unavailable.class)
                .verify(PATIENCE);
        assertThat(logged()).isEqualTo(1);
    }

    @Test
    void hearsOfItThoughTheWriterHungUp() {
        Sinks.Empty<Void> made = Sinks.empty();
        ConcurrentLinkedQueue<String> heard = listen();
        Disposable writer = changes.run(made.asMono(), event).subscribe();

        writer.dispose();
        assertThat(heard).isEmpty();
        made.tryEmitEmpty();

        await().atMost(PATIENCE).until(() -> heard.size() == 1);
    }

    /** Other nodes hear nothing then; here the writer is not to read the past. */
    @Test
    void isHeardOfHereThoughPostgresIsAway() {
        ConcurrentLinkedQueue<String> heard = listen();
        TransactionalOperator broken = TransactionalOperator.create(transactionThatCannotBegin());

        StepVerifier.create(
                        new ChangesElsewhere(outbox, commits, json, broken, writes, work).run(Mono.just("made"), event))
                .expectNext("made")
                .expectComplete()
                .verify(PATIENCE);

        assertThat(heard).containsExactly("{\"number\":7}");
        assertThat(logged()).isZero();
    }

    private static ReactiveTransactionManager transactionThatCannotBegin() {
        return new ReactiveTransactionManager() {
            @Override
            public Mono<ReactiveTransaction> getReactiveTransaction(TransactionDefinition definition) {
                return Mono.error(new IllegalStateException("away"));
            }

            @Override
            public Mono<Void> commit(ReactiveTransaction transaction) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> rollback(ReactiveTransaction transaction) {
                return Mono.empty();
            }
        };
    }

    private ConcurrentLinkedQueue<String> listen() {
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        commits.addListener((told, data) -> {
            if (told.equals(type)) {
                heard.add(data);
            }
        });
        return heard;
    }

    /** In the outbox still, or in the log already. */
    private long logged() {
        return books.number("""
                SELECT count(*)
                FROM (SELECT type FROM outbox UNION ALL SELECT type FROM event_log) e
                WHERE type = :type
                """, Map.of("type", type));
    }
}
