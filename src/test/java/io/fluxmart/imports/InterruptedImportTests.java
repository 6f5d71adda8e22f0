package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fluxmart.intakes.Intake;
import io.fluxmart.intakes.Rehearsal;
import io.fluxmart.intakes.Taken;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.sources.SourceUnreadable;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class InterruptedImportTests extends ImportDesk {

    private static final int SIZE = 1_000;

    @Test
    void bringsEachRowInOnceHoweverOftenItIsInterrupted() {
        Crowd crowd = Crowd.of(SIZE, tag, 7);
        Random random = new Random(7);
        AtomicInteger failures = new AtomicInteger();
        Source source = crowd.source().before(page -> failSometimes(random, failures));
        RunImport unsteady = runningWith(tampered(taken -> taken.delayUntil(done -> failSometimes(random, failures))));

        Import ended = open(false).block(PATIENCE);
        while (ended.status() != ImportStatus.COMPLETED) {
            Import found = open(false).block(PATIENCE);
            assertThat(found.id()).isEqualTo(ended.id());
            ended = unsteady.run(found.id(), Ids.next(), source).block(PATIENCE);
            assertThat(ended.status()).isIn(ImportStatus.COMPLETED, ImportStatus.FAILED);
        }

        assertThat(failures).hasValueGreaterThan(5);
        assertThat(ended.steps()).containsExactly(crowd.expected());
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(crowd.valid());
        assertThat(rejectedFields(ended.id())).isEqualTo(crowd.faultyFields());
    }

    /** In the transaction, when all but the commit is done. An error of this kind is not tried again by itself. */
    private static Mono<Void> failSometimes(Random random, AtomicInteger failures) {
        return Mono.defer(() -> {
            if (random.nextInt(3) > 0) {
                return Mono.empty();
            }
            failures.incrementAndGet();
            return Mono.error(new SourceUnreadable("out of order"));
        });
    }

    private Intake tampered(UnaryOperator<Mono<Taken>> tamper) {
        return new Intake() {
            @Override
            public Entity entity() {
                return Entity.USERS;
            }

            @Override
            public Mono<Taken> take(UUID importId, String source, List<SourceRow> rows) {
                return tamper.apply(userIntake.take(importId, source, rows));
            }

            @Override
            public Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> rows) {
                return tamper.apply(userIntake.rehearse(rehearsal, source, rows));
            }
        };
    }

    @Test
    void triesAPageAndABatchAgainBeforeItGivesUp() {
        Crowd crowd = Crowd.of(SIZE, tag, 8);
        AtomicInteger batches = new AtomicInteger();
        Source source =
                crowd.source().before(page -> page % 3 == 0 ? Mono.error(new IllegalStateException()) : Mono.empty());
        RunImport unsteady = runningWith(tampered(taken -> taken.flatMap(done -> batches.incrementAndGet() % 3 == 0
                ? Mono.error(new QueryTimeoutException("in a test"))
                : Mono.just(done))));

        Import ended = open(false)
                .flatMap(found -> unsteady.run(found.id(), Ids.next(), source))
                .block(PATIENCE);

        assertThat(ended.status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(ended.steps()).containsExactly(crowd.expected());
    }

    /** As above, where what the rehearsal remembers of a batch is not rolled back with it. */
    @Test
    void countsABatchOfADryRunOnceThatWasTriedTwice() {
        Crowd crowd = Crowd.of(SIZE, tag, 9);
        AtomicInteger batches = new AtomicInteger();
        RunImport unsteady = runningWith(tampered(taken -> taken.flatMap(done -> batches.incrementAndGet() % 3 == 0
                ? Mono.error(new QueryTimeoutException("in a test"))
                : Mono.just(done))));

        Import ended = open(true)
                .flatMap(found -> unsteady.run(found.id(), Ids.next(), crowd.source()))
                .block(PATIENCE);

        assertThat(ended.steps()).containsExactly(crowd.expected());
    }

    /** Gone on with, a failed import would keep its batch size, and meet the same limit for ever. */
    @Test
    void bringsInRowByRowWhatIsTooMuchForOneStatement() {
        Crowd crowd = Crowd.of(250, tag, 15);
        Intake slow = new Intake() {
            @Override
            public Entity entity() {
                return Entity.USERS;
            }

            @Override
            public Mono<Taken> take(UUID importId, String source, List<SourceRow> rows) {
                Mono<Taken> taken = userIntake.take(importId, source, rows);
                return rows.size() > 1 ? sleepTooLong().then(taken) : taken;
            }

            @Override
            public Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> rows) {
                return userIntake.rehearse(rehearsal, source, rows);
            }
        };

        Import ended = open(false)
                .flatMap(found -> runningWith(slow).run(found.id(), Ids.next(), crowd.source()))
                .block(PATIENCE);

        assertThat(ended.status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(ended.steps()).containsExactly(crowd.expected());
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(crowd.valid());
    }

    private Mono<Void> sleepTooLong() {
        return database.sql("SET LOCAL statement_timeout = '20ms'")
                .then()
                .then(database.sql("SELECT pg_sleep(10)").then());
    }

    /** What it remembered of the rows before, and with it which of the others are duplicates of them, is lost. */
    @Test
    void beginsADryRunAnewThatWasCutShort() {
        Crowd crowd = Crowd.of(SIZE, tag, 15);
        Source cutShort = crowd.source()
                .before(page -> page == 6 ? Mono.error(new SourceUnreadable("out of order")) : Mono.empty());
        Import failed = run(cutShort, true);

        Import ended = runImport.run(failed.id(), Ids.next(), crowd.source()).block(PATIENCE);

        assertThat(failed.status()).isEqualTo(ImportStatus.FAILED);
        assertThat(failed.steps().get(0).read()).isBetween(100L, 500L);
        assertThat(ended.steps()).containsExactly(crowd.expected());
        assertThat(rejectedFields(ended.id())).isEqualTo(crowd.faultyFields());
        assertThat(rejects(ended.id())).hasSameSizeAs(crowd.faultyFields().keySet());
    }

    @Test
    void failsInWordsWithoutTheDriversOwn() {
        Import ended = run(
                Crowd.of(10, tag, 1)
                        .source()
                        .before(page -> Mono.error(new IllegalStateException("mongodb://me:secret@host"))),
                false);

        assertThat(ended.status()).isEqualTo(ImportStatus.FAILED);
        assertThat(ended.failure()).isEqualTo("The source could not be read: IllegalStateException.");
        assertThat(ended.finishedAt()).isNotNull();
    }

    @Test
    void shutsOutARunnerThatWasTakenOver() {
        Crowd crowd = Crowd.of(SIZE, tag, 10);
        Sinks.Empty<Void> gate = Sinks.empty();
        ListedSource held = crowd.source().before(page -> page == 4 ? gate.asMono() : Mono.empty());
        CompletableFuture<Import> first = start(held, false).toFuture();
        await().atMost(PATIENCE).until(() -> held.pagesRead() == 4);

        Import second = run(crowd.source(), false);
        gate.tryEmitEmpty();

        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(TakenOver.class);
        assertThat(second.steps()).containsExactly(crowd.expected());
        assertThat(imports.find(second.id()).block(PATIENCE)).isEqualTo(second);
        assertThat(arrived()).hasSameSizeAs(crowd.valid());
    }

    @Test
    void letsTheOtherFinishABatchBeforeItTakesOver() {
        Crowd crowd = Crowd.of(SIZE, tag, 11);
        Sinks.Empty<Void> gate = Sinks.empty();
        AtomicInteger batches = new AtomicInteger();
        RunImport slow = runningWith(
                tampered(taken -> batches.incrementAndGet() == 3 ? taken.delayUntil(done -> gate.asMono()) : taken));
        CompletableFuture<Import> first = open(false)
                .flatMap(found -> slow.run(found.id(), Ids.next(), crowd.source()))
                .toFuture();
        await().atMost(PATIENCE).until(() -> batches.get() == 3);

        CompletableFuture<Import> second = start(crowd.source(), false).toFuture();
        await().atMost(PATIENCE).until(() -> isWaitedForALock());
        gate.tryEmitEmpty();

        assertThat(second.join().steps()).containsExactly(crowd.expected());
        assertThatThrownBy(first::join).hasCauseInstanceOf(TakenOver.class);
        assertThat(arrived()).hasSameSizeAs(crowd.valid());
    }

    private boolean isWaitedForALock() {
        return database.sql("""
                        SELECT count(*) AS waiting FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE imports%'
                        """)
                        .map(row -> row.get("waiting", Long.class))
                        .one()
                        .block(PATIENCE)
                > 0;
    }

    @Test
    void writesNothingMoreOnceItIsCancelled() {
        Crowd crowd = Crowd.of(SIZE, tag, 12);
        Sinks.Empty<Void> gate = Sinks.empty();
        ListedSource held = crowd.source().before(page -> page == 4 ? gate.asMono() : Mono.empty());
        CompletableFuture<Import> running = start(held, false).toFuture();
        await().atMost(PATIENCE).until(() -> held.pagesRead() == 4 && arrived().size() > 200);

        Import found = open(false).block(PATIENCE);
        assertThat(imports.cancel(found.id()).block(PATIENCE)).isOne();
        Import cancelled = imports.find(found.id()).block(PATIENCE);
        gate.tryEmitEmpty();

        assertThat(running.join()).isEqualTo(cancelled);
        assertThat(cancelled.status()).isEqualTo(ImportStatus.CANCELLED);
        assertThat(cancelled.steps().get(0).read()).isEqualTo(300);
        assertThat(imports.cancel(found.id()).block(PATIENCE)).isZero();
    }

    @Test
    void finishesTheBatchUnderWayWhenNobodyWaitsAnyMore() {
        Crowd crowd = Crowd.of(SIZE, tag, 13);
        Sinks.Empty<Void> gate = Sinks.empty();
        AtomicInteger batches = new AtomicInteger();
        RunImport slow = runningWith(
                tampered(taken -> batches.incrementAndGet() == 3 ? taken.delayUntil(done -> gate.asMono()) : taken));
        Import found = open(false).block(PATIENCE);
        Disposable waiting = slow.run(found.id(), Ids.next(), crowd.source()).subscribe();
        await().atMost(PATIENCE).until(() -> batches.get() == 3);

        waiting.dispose();
        gate.tryEmitEmpty();

        await().atMost(PATIENCE).until(() -> readBy(found) == 300);
        Import ended = run(crowd.source(), false);
        assertThat(ended.id()).isEqualTo(found.id());
        assertThat(ended.steps()).containsExactly(crowd.expected());
    }

    private long readBy(Import found) {
        return imports.find(found.id()).block(PATIENCE).steps().get(0).read();
    }

    @Test
    void readsNoMoreThanAFewPagesAhead() {
        Crowd crowd = Crowd.of(SIZE, tag, 14);
        ListedSource source = crowd.source();
        AtomicInteger batches = new AtomicInteger();
        AtomicInteger ahead = new AtomicInteger();
        RunImport watched = runningWith(tampered(taken -> taken.doOnNext(
                done -> ahead.accumulateAndGet(source.pagesRead() - batches.incrementAndGet(), Math::max))));

        open(false)
                .flatMap(found -> watched.run(found.id(), Ids.next(), source))
                .block(PATIENCE);

        assertThat(batches).hasValue(SIZE / 100);
        assertThat(ahead).hasValueBetween(1, 2);
    }
}
