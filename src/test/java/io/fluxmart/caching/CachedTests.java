package io.fluxmart.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fluxmart.events.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who sees what, query by query: each one ends when the test lets it. */
class CachedTests {

    private static final long KEY = 7;
    private static final TimeToLive AN_HOUR = new TimeToLive(Duration.ofHours(1), Duration.ofHours(1));

    final Log log = new Log();
    final Others copies = new Others();
    final List<Sinks.One<String>> queries = new ArrayList<>();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Cached<Long, String> cached;

    @BeforeEach
    void start() {
        cached = cache(AN_HOUR);
        cached.onStart(log.head);
    }

    @Test
    void asksOnceForAllWhoAskAtOnce() {
        List<CompletableFuture<String>> readers =
                IntStream.range(0, 1_000).mapToObj(i -> read()).toList();

        assertThat(queries).hasSize(1);
        answer(0, "a");

        assertThat(readers).allSatisfy(reader -> assertThat(reader).isCompletedWithValue("a"));
        assertThat(read()).isCompletedWithValue("a");
        assertThat(queries).hasSize(1);
    }

    @Test
    void goesOnForTheOthersWhenOneHangsUp() {
        Disposable first = cached.find(KEY).subscribe();
        CompletableFuture<String> second = read();
        first.dispose();
        answer(0, "a");

        assertThat(second).isCompletedWithValue("a");
    }

    @Test
    void endsTheQueryThatNobodyWaitsForAnyMore() {
        cached.find(KEY).subscribe().dispose();
        answer(0, "a");

        assertThat(read()).isCompletedWithValue("a");
        assertThat(queries).hasSize(1);
    }

    /** Direct memory that is out, for one, is thrown right through the chain of an answer. */
    @Test
    void beginsTheNextQueryThoughAnAnswerFailsFatally() {
        cached.find(KEY).subscribe(value -> {
            throw new OutOfMemoryError("while the answer is written");
        });
        changeElsewhere();
        CompletableFuture<String> later = read();

        assertThatThrownBy(() -> answer(0, "old")).isInstanceOf(OutOfMemoryError.class);
        answer(1, "new");

        assertThat(later).isCompletedWithValue("new");
    }

    @Test
    void tellsAllOfAnErrorAndForgetsIt() {
        CompletableFuture<String> one = read();
        CompletableFuture<String> other = read();
        queries.get(0).tryEmitError(new IllegalStateException("broken")).orThrow();
        CompletableFuture<String> later = read();
        answer(1, "a");

        assertThat(one).isCompletedExceptionally();
        assertThat(other).isCompletedExceptionally();
        assertThat(later).isCompletedWithValue("a");
    }

    @Test
    void neverShowsWhatALateQueryFindsToThoseWhoComeAfterAnEvent() {
        CompletableFuture<String> before = read();
        changeElsewhere();
        CompletableFuture<String> after = read();
        answer(0, "old");

        assertThat(before).isCompletedWithValue("old");
        assertThat(after).isNotDone();
        assertThat(copies.stored).isEmpty();
        answer(1, "new");
        assertThat(after).isCompletedWithValue("new");
        assertThat(read()).isCompletedWithValue("new");
        assertThat(copies.stored.get(KEY).value()).isEqualTo("new");
    }

    @Test
    void neverShowsWhatALateQueryFindsToThoseWhoComeAfterACommitHere() {
        CompletableFuture<String> before = read();
        cached.onCommit("changed", "7");
        CompletableFuture<String> writer = read();
        answer(0, "old");
        answer(1, "new");

        assertThat(before).isCompletedWithValue("old");
        assertThat(writer).isCompletedWithValue("new");
        assertThat(read()).isCompletedWithValue("new");
        assertThat(queries).hasSize(2);
    }

    @Test
    void asksOneAfterTheOtherHoweverOftenItChanges() {
        List<CompletableFuture<String>> readers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readers.add(read());
            changeElsewhere();
        }

        assertThat(queries).hasSize(1);
        answer(0, "old");
        assertThat(queries).hasSize(2);
        answer(1, "new");
        assertThat(queries).hasSize(2);
        assertThat(readers.get(0)).isCompletedWithValue("old");
        assertThat(readers.subList(1, 50))
                .allSatisfy(reader -> assertThat(reader).isCompletedWithValue("new"));
    }

    @Test
    void waitsInTurnBehindAQueryThatFails() {
        CompletableFuture<String> before = read();
        changeElsewhere();
        CompletableFuture<String> after = read();
        queries.get(0).tryEmitError(new IllegalStateException("broken")).orThrow();
        answer(1, "new");

        assertThat(before).isCompletedExceptionally();
        assertThat(after).isCompletedWithValue("new");
    }

    @Test
    void takesTheCopyOfAnotherNode() {
        copies.stored.put(KEY, copy(log.head, "a"));

        assertThat(read()).isCompletedWithValue("a");
        assertThat(queries).isEmpty();
        assertThat(reads("redis")).isEqualTo(1);
        assertThat(read()).isCompletedWithValue("a");
        assertThat(reads("memory")).isEqualTo(1);
    }

    @Test
    void refusesACopyFromBeforeTheLastEvent() {
        copies.stored.put(KEY, copy(log.head, "old"));
        changeElsewhere();
        CompletableFuture<String> reader = read();
        answer(0, "new");

        assertThat(reader).isCompletedWithValue("new");
        assertThat(copies.stored.get(KEY).value()).isEqualTo("new");
    }

    /** It may be older than the commit, which has no number yet to tell. */
    @Test
    void refusesACopyRightAfterACommitHere() {
        cached.onCommit("changed", "7");
        log.head += 5;
        copies.stored.put(KEY, copy(log.head, "old"));
        CompletableFuture<String> writer = read();
        answer(0, "new");

        assertThat(writer).isCompletedWithValue("new");
    }

    @Test
    void refusesACopyFromBeforeThisNodeStarted() {
        copies.stored.put(KEY, copy(log.head - 1, "old"));
        CompletableFuture<String> reader = read();
        answer(0, "new");

        assertThat(reader).isCompletedWithValue("new");
    }

    @Test
    void refusesACopyFromAFutureThatTheLogHasLost() {
        copies.stored.put(KEY, copy(log.head + 1, "lost"));
        CompletableFuture<String> reader = read();
        answer(0, "true");

        assertThat(reader).isCompletedWithValue("true");
    }

    @Test
    void trustsNothingWhileItDoesNotFollowTheLog() {
        read();
        answer(0, "old");
        log.isCurrent = false;
        CompletableFuture<String> one = read();
        CompletableFuture<String> next = read();
        CompletableFuture<String> nextToo = read();
        answer(1, "a");
        answer(2, "b");

        assertThat(one).isCompletedWithValue("a");
        assertThat(next).isCompletedWithValue("b");
        assertThat(nextToo).isCompletedWithValue("b");
        assertThat(queries).hasSize(3);
        log.isCurrent = true;
        assertThat(read()).isCompletedWithValue("b");
    }

    @Test
    void keepsNothingBeforeItHasReadTheLog() {
        cached = cache(AN_HOUR);
        log.head = -1;
        read();
        answer(0, "a");
        read();

        assertThat(queries).hasSize(2);
        assertThat(copies.stored).isEmpty();
    }

    @Test
    void remembersThatThereIsNoSuchThingUntilThereIs() {
        CompletableFuture<String> first = read();
        queries.get(0).tryEmitEmpty().orThrow();
        assertThat(first).isCompletedWithValue(null);
        assertThat(read()).isCompletedWithValue(null);
        assertThat(queries).hasSize(1);

        changeElsewhere();
        CompletableFuture<String> later = read();
        answer(1, "there");

        assertThat(later).isCompletedWithValue("there");
    }

    @Test
    void forgetsWhatTimeIsUpFor() {
        cached = cache(new TimeToLive(Duration.ofHours(1), Duration.ofMillis(1)));
        cached.onStart(log.head);
        read();
        queries.get(0).tryEmitEmpty().orThrow();
        copies.stored.clear();

        await().atMost(Duration.ofSeconds(20)).until(() -> !read().isDone());
    }

    @Test
    void voidsEverythingWhenAnEventCannotBeRead() {
        read();
        answer(0, "old");

        assertThatThrownBy(() -> cached.onEvent(event("changed", "seven"))).isInstanceOf(RuntimeException.class);
        CompletableFuture<String> reader = read();
        answer(1, "new");

        assertThat(reader).isCompletedWithValue("new");
    }

    @Test
    void keepsWhatAnEventDoesNotConcern() {
        read();
        answer(0, "a");
        cached.onEvent(event("changed", "8"));
        cached.onEvent(event("other", "7"));

        assertThat(read()).isCompletedWithValue("a");
    }

    /** As {@code find}, but it never asks. */
    @Test
    void letsPeekAtWhatIsGood() {
        assertThat(cached.peek(KEY)).isNull();
        assertThat(queries).isEmpty();
        read();
        answer(0, "a");
        assertThat(cached.peek(KEY)).isEqualTo("a");
        assertThat(reads("memory")).isEqualTo(1);

        log.isCurrent = false;
        assertThat(cached.peek(KEY)).isNull();
        log.isCurrent = true;
        assertThat(cached.peek(KEY)).isEqualTo("a");
        changeElsewhere();
        assertThat(cached.peek(KEY)).isNull();

        read();
        answer(1, "b");
        cached.onCommit("changed", "7");
        assertThat(cached.peek(KEY)).isNull();
    }

    @Test
    void neverLetsPeekAtWhatALateQueryFinds() {
        read();
        changeElsewhere();
        answer(0, "old");

        assertThat(cached.peek(KEY)).isNull();
    }

    @Test
    void keepsNothingThatIsNotWorthIt() {
        CompletableFuture<String> one = read();
        CompletableFuture<String> other = read();
        answer(0, "partial");
        CompletableFuture<String> next = read();

        assertThat(one).isCompletedWithValue("partial");
        assertThat(other).isCompletedWithValue("partial");
        assertThat(cached.peek(KEY)).isNull();
        answer(1, "whole");
        assertThat(next).isCompletedWithValue("whole");
        assertThat(cached.peek(KEY)).isEqualTo("whole");
    }

    @Test
    void forgetsWhatThereIsNoRoomFor() {
        cached = new Cached<>(
                kind(AN_HOUR),
                new Memory<>(AN_HOUR, new Keeping<>(3, String::length, word -> true)),
                log,
                copies,
                new CacheMeters(registry, "words"));
        cached.onStart(log.head);
        read();
        answer(0, "abcd");
        copies.stored.clear();

        await().atMost(Duration.ofSeconds(20)).until(() -> cached.peek(KEY) == null);
    }

    @Test
    void asksTheStoreForEachWhenItIsOff() {
        cached = cache(TimeToLive.NONE);
        cached.onStart(log.head);
        copies.stored.put(KEY, copy(log.head, "copy"));
        CompletableFuture<String> one = read();
        CompletableFuture<String> other = read();
        answer(0, "a");
        answer(1, "b");

        assertThat(one).isCompletedWithValue("a");
        assertThat(other).isCompletedWithValue("b");
        assertThat(cached.peek(KEY)).isNull();
        assertThat(copies.stored.get(KEY).value()).isEqualTo("copy");
        assertThat(reads("database")).isEqualTo(2);
    }

    @Test
    void measuresReadsQueriesAndSize() {
        read();
        read();
        answer(0, "a");
        read();

        assertThat(reads("database")).isEqualTo(2);
        assertThat(reads("memory")).isEqualTo(1);
        assertThat(registry.get("fluxmart.cache.load")
                        .tag("cache", "words")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("fluxmart.cache.size")
                        .tag("cache", "words")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private CacheKind<Long, String> kind(TimeToLive timeToLive) {
        return new CacheKind<>(
                "words",
                timeToLive.present(),
                100,
                (type, data) -> type.equals("changed") ? Set.of(Long.valueOf(data)) : Set.of(),
                key -> Mono.defer(() -> {
                    Sinks.One<String> query = Sinks.one();
                    queries.add(query);
                    return query.asMono();
                }));
    }

    private Cached<Long, String> cache(TimeToLive timeToLive) {
        return new Cached<>(
                kind(timeToLive),
                new Memory<>(timeToLive, new Keeping<>(100, word -> 1, word -> !word.startsWith("part"))),
                log,
                copies,
                new CacheMeters(registry, "words"));
    }

    private CompletableFuture<String> read() {
        return cached.find(KEY).toFuture();
    }

    private void answer(int query, String value) {
        queries.get(query).tryEmitValue(value).orThrow();
    }

    private void changeElsewhere() {
        cached.onEvent(event("changed", "7"));
    }

    private Event event(String type, String data) {
        log.head++;
        return new Event(log.head, type, null, data, Instant.EPOCH);
    }

    private double reads(String source) {
        return registry.get("fluxmart.cache.reads")
                .tags("cache", "words", "from", source)
                .counter()
                .count();
    }

    private static Reading<String> copy(long stamp, String value) {
        return new Reading<>(
                new Moment(stamp, System.nanoTime() - Duration.ofSeconds(30).toNanos()), Source.REDIS, value);
    }

    static class Log implements LogPosition {

        long head = 10;
        boolean isCurrent = true;

        @Override
        public long head() {
            return head;
        }

        @Override
        public boolean isCurrent() {
            return isCurrent;
        }
    }

    static class Others implements Copies<Long, String> {

        final Map<Long, Reading<String>> stored = new HashMap<>();

        @Override
        public Mono<Reading<String>> find(Long key) {
            return Mono.justOrEmpty(stored.get(key));
        }

        @Override
        public Mono<Void> put(Long key, Reading<String> reading) {
            return Mono.fromRunnable(() -> stored.put(key, reading));
        }
    }
}
