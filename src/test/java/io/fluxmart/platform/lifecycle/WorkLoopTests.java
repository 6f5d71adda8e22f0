package io.fluxmart.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class WorkLoopTests {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void runsOneMoreRoundForWakeUpsThatCameDuringOne() {
        Sinks.One<Void> firstRound = Sinks.one();
        WorkLoop loop = new WorkLoop(() -> rounds.getAndIncrement() == 0 ? firstRound.asMono() : Mono.empty());

        loop.wake();
        IntStream.range(0, 100).forEach(i -> loop.wake());
        assertThat(rounds).hasValue(1);
        firstRound.tryEmitEmpty();

        assertThat(rounds).hasValue(2);
        loop.wake();
        assertThat(rounds).hasValue(3);
    }

    @Test
    void goesOnAfterARoundThatFailed() {
        WorkLoop loop = new WorkLoop(() -> {
            rounds.incrementAndGet();
            throw new IllegalStateException("the store is away");
        });

        loop.wake();
        loop.wake();

        assertThat(rounds).hasValue(2);
    }

    /** The first is served at once, all others together. */
    @Test
    void servesTogetherWhoeverComesWithinThePace() {
        WorkLoop loop = new WorkLoop(() -> Mono.fromRunnable(rounds::incrementAndGet), Duration.ofMillis(300));

        loop.wake();
        assertThat(rounds).hasValue(1);
        IntStream.range(0, 100).forEach(i -> loop.wake());
        assertThat(rounds).hasValue(1);

        await().atMost(PATIENCE).until(() -> rounds.get() == 2);
    }

    /** Each wake-up is followed by a round that began after it, from however many threads they come. */
    @Test
    void losesNoWakeUp() {
        AtomicInteger written = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        WorkLoop loop = new WorkLoop(() -> Mono.fromRunnable(() -> read.set(written.get()))
                .subscribeOn(Schedulers.parallel())
                .then());

        IntStream.range(0, 20_000).parallel().forEach(i -> {
            written.incrementAndGet();
            loop.wake();
        });

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(read).hasValue(20_000));
    }

    @Test
    void looksForItselfAndStartsAgainAfterAStop() {
        WorkLoop loop = new WorkLoop(() -> Mono.fromRunnable(rounds::incrementAndGet));

        loop.start(NEVER);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rounds).hasValue(1));
        loop.stop();
        assertThat(loop.isRunning()).isFalse();
        loop.start(Duration.ofMillis(10));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rounds).hasValueGreaterThan(3));
        loop.stop();
    }
}
