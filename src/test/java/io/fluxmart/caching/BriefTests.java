package io.fluxmart.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lists that are kept for a moment. */
class BriefTests {

    final List<Sinks.One<List<String>>> queries = new ArrayList<>();

    @Test
    void asksOnceForAllWhoAskAtOnceAndKeepsIt() {
        Brief<String, List<String>> pages = pages(Duration.ofHours(1));
        CompletableFuture<List<String>> one = pages.find("a").toFuture();
        CompletableFuture<List<String>> other = pages.find("a").toFuture();
        answer(0, "row");

        assertThat(one).isCompletedWithValue(List.of("row"));
        assertThat(other).isCompletedWithValue(List.of("row"));
        assertThat(pages.find("a").toFuture()).isCompletedWithValue(List.of("row"));
        assertThat(pages.find("b").toFuture()).isNotDone();
        assertThat(queries).hasSize(2);
    }

    @Test
    void showsThePastToNobodyAfterACommitHere() {
        Brief<String, List<String>> pages = pages(Duration.ofHours(1));
        pages.find("a").subscribe();
        pages.onCommit("changed", "{}");
        CompletableFuture<List<String>> after = pages.find("a").toFuture();
        answer(0, "old");
        assertThat(after).isNotDone();
        answer(1, "new");

        assertThat(after).isCompletedWithValue(List.of("new"));
        assertThat(pages.find("a").toFuture()).isCompletedWithValue(List.of("new"));
        pages.onCommit("other", "{}");
        assertThat(pages.find("a").toFuture()).isCompletedWithValue(List.of("new"));
        pages.onCommit("changed", "{}");
        assertThat(pages.find("a").toFuture()).isNotDone();
    }

    @Test
    void forgetsAfterItsTime() {
        Brief<String, List<String>> pages = pages(Duration.ofMillis(1));
        pages.find("a").subscribe();
        answer(0, "old");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !pages.find("a").toFuture().isDone());
    }

    @Test
    void keepsNothingWhenItIsOff() {
        Brief<String, List<String>> pages = pages(Duration.ZERO);
        pages.find("a").subscribe();
        answer(0, "row");

        assertThat(pages.find("a").toFuture()).isNotDone();
    }

    private Brief<String, List<String>> pages(Duration timeToLive) {
        return new Brief<>(
                timeToLive,
                Keeping.ofAtMost(100),
                "changed"::equals,
                key -> Mono.defer(() -> {
                    Sinks.One<List<String>> query = Sinks.one();
                    queries.add(query);
                    return query.asMono();
                }),
                new CacheMeters(new SimpleMeterRegistry(), "pages"));
    }

    private void answer(int query, String row) {
        queries.get(query).tryEmitValue(List.of(row)).orThrow();
    }
}
