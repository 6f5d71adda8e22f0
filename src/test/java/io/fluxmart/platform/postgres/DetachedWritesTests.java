package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.problem.NotFound;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@FluxmartTest
class DetachedWritesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    DetachedWrites writes;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DatabaseClient database;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    /** F16: PostgreSQL ends one of two transactions that wait for each other; nobody hears of it. */
    @Test
    void triesAgainWhatADeadlockRolledBack() {
        long one = shop.newProduct(100);
        long two = shop.newProduct(100);
        AtomicInteger attempts = new AtomicInteger();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);

        Flux.merge(
                        writes.run(crosswise(one, two, bothHoldOne, attempts)),
                        writes.run(crosswise(two, one, bothHoldOne, attempts)))
                .blockLast(PATIENCE);

        assertThat(attempts).as("a deadlock there was").hasValueGreaterThan(2);
        assertThat(shop.stockOf(one)).isEqualTo(98);
        assertThat(shop.stockOf(two)).isEqualTo(98);
    }

    @Test
    void finishesAWriteWhoseReaderIsGone() {
        long product = shop.newProduct(100);
        Sinks.One<Boolean> gate = Sinks.one();
        Mono<Void> write =
                transaction.transactional(take(product).then(gate.asMono()).then(take(product)));

        Disposable reader = writes.run(write).subscribe();
        reader.dispose();
        gate.tryEmitValue(true);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shop.stockOf(product)).isEqualTo(98));
    }

    /** Seen in the bank workload: each refusal whose client had hung up was logged as a dropped error. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void keepsQuietAboutARefusalThatNobodyWaitsFor(CapturedOutput output) {
        Sinks.One<Boolean> gate = Sinks.one();
        AtomicInteger ended = new AtomicInteger();
        Mono<Void> refused = gate.asMono()
                .then(Mono.<Void>error(() -> new NotFound("The wallet of somebody who left")))
                .doFinally(signal -> ended.incrementAndGet());
        Mono<Void> failed = gate.asMono().then(Mono.error(() -> new IllegalStateException("a failure to be told")));

        writes.run(refused).subscribe().dispose();
        writes.run(failed).subscribe().dispose();
        gate.tryEmitValue(true);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains("a failure to be told"));
        assertThat(output).contains("Work on a store failed whose client had hung up");
        assertThat(ended).hasValue(1);
        assertThat(output).doesNotContain("onErrorDropped").doesNotContain("The wallet of somebody who left");
    }

    /** Whoever waits hears of it, and sees to it that it is logged once. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void leavesAFailureThatIsHeardToWhoeverHearsIt(CapturedOutput output) {
        Mono<Void> failed = Mono.error(() -> new IllegalStateException("a failure that is heard"));

        StepVerifier.create(writes.run(failed)).verifyError(IllegalStateException.class);
        StepVerifier.create(writes.run(Mono.just("answer")))
                .expectNext("answer")
                .verifyComplete();
        StepVerifier.create(writes.run(Mono.empty())).verifyComplete();

        assertThat(output).doesNotContain("hung up");
    }

    private Mono<Void> crosswise(long first, long second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        Mono<Void> meet = Mono.fromRunnable(() -> meetOnFirstAttempt(bothHoldOne, attempts))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
        return transaction.transactional(take(first).then(meet).then(take(second)));
    }

    private static void meetOnFirstAttempt(CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        if (attempts.incrementAndGet() <= 2) {
            try {
                bothHoldOne.await();
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        }
    }

    private Mono<Void> take(long product) {
        return database.sql("UPDATE products SET stock = stock - 1 WHERE id = :id")
                .bind("id", product)
                .then();
    }
}
