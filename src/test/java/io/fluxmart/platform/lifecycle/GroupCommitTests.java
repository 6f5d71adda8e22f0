package io.fluxmart.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class GroupCommitTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final List<Sinks.One<List<String>>> gates = new CopyOnWriteArrayList<>();

    @Test
    void beginsAtOnceForWhoComesAlone() {
        GroupCommit<Integer, String> commits = lanes(1, 10, 10);

        commits.submit(1).subscribe();

        assertThat(batches).containsExactly(List.of(1));
    }

    @Test
    void gathersWhatArrivesWhileABatchIsUnderWay() {
        GroupCommit<Integer, String> commits = lanes(1, 10, 10);
        List<CompletableFuture<String>> outcomes = submit(commits, 1, 5);

        finish(0);
        finish(1);

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5));
        assertThat(outcomes).extracting(CompletableFuture::join).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void takesNoMoreThanTheBoundAtOnce() {
        GroupCommit<Integer, String> commits = lanes(1, 2, 10);
        submit(commits, 1, 6);

        IntStream.range(0, 4).forEach(this::finish);

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3), List.of(4, 5), List.of(6));
    }

    @Test
    void usesEveryLane() {
        GroupCommit<Integer, String> commits = lanes(2, 10, 10);

        submit(commits, 1, 4);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void refusesAtOnceWhatIsTooMuchAndTakesMoreWhenALaneIsFree() {
        GroupCommit<Integer, String> commits = lanes(1, 10, 2);
        List<CompletableFuture<String>> outcomes = submit(commits, 1, 4);

        assertThat(outcomes.get(3)).isCompletedExceptionally();
        assertThat(meters.get("test.waiting").gauge().value()).isEqualTo(2);
        finish(0);
        CompletableFuture<String> later = commits.submit(5).toFuture();
        finish(1);
        finish(2);

        assertThat(later.join()).isEqualTo("5");
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3), List.of(5));
        assertThat(meters.get("test.waiting").gauge().value()).isZero();
    }

    @Test
    void carriesOutWhatNobodyWaitsForAnyMore() {
        GroupCommit<Integer, String> commits = lanes(1, 10, 10);
        submit(commits, 1, 1);
        commits.submit(2).subscribe().dispose();

        finish(0);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void goesOnAfterABatchThatFails() {
        GroupCommit<Integer, String> commits = lanes(1, 10, 10);
        List<CompletableFuture<String>> outcomes = submit(commits, 1, 3);

        gates.get(0).tryEmitError(new IllegalStateException("away"));
        finish(1);

        assertThat(outcomes.get(0))
                .failsWithin(PATIENCE)
                .withThrowableOfType(Exception.class)
                .withMessageContaining("away");
        assertThat(outcomes.get(2).join()).isEqualTo("3");
    }

    @Test
    void losesAndRepeatsNothingWhoeverSubmits() {
        GroupCommit<Integer, String> commits = new GroupCommit<>(
                "test",
                new GroupCommit.Bounds(3, 16, 100_000),
                batch -> {
                    batches.add(batch);
                    return Mono.delay(Duration.ofNanos(100_000)).map(tick -> named(batch));
                },
                () -> new IllegalStateException("full"),
                meters);

        List<String> outcomes = Flux.range(0, 20_000)
                .flatMap(i -> Mono.defer(() -> commits.submit(i)).subscribeOn(Schedulers.parallel()), 256)
                .collectList()
                .block(PATIENCE);

        assertThat(outcomes).doesNotHaveDuplicates().hasSize(20_000);
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(20_000);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(16));
    }

    private GroupCommit<Integer, String> lanes(int lanes, int maxBatch, int maxWaiting) {
        return new GroupCommit<>(
                "test",
                new GroupCommit.Bounds(lanes, maxBatch, maxWaiting),
                this::begin,
                () -> new IllegalStateException("full"),
                meters);
    }

    private Mono<List<String>> begin(List<Integer> batch) {
        Sinks.One<List<String>> gate = Sinks.one();
        batches.add(batch);
        gates.add(gate);
        return gate.asMono();
    }

    private void finish(int batch) {
        gates.get(batch).tryEmitValue(named(batches.get(batch)));
    }

    private static List<String> named(List<Integer> batch) {
        return batch.stream().map(String::valueOf).toList();
    }

    private static List<CompletableFuture<String>> submit(GroupCommit<Integer, String> commits, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> commits.submit(i).toFuture())
                .toList();
    }
}
