package io.fluxmart.platform.observability;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Whoever has a request's id finds what was logged for it, on whichever thread, and nothing of others. */
@FluxmartTest
@ExtendWith(OutputCaptureExtension.class)
class RequestIdInLogsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    DatabaseClient database;

    @Autowired
    DetachedWork work;

    private final String id = unique("request");

    @Test
    void namesTheRequestOfASlowQuery(CapturedOutput output) {
        String mark = unique("slow").replace("-", "_");

        forRequest(database.sql("SELECT pg_sleep(0.3) AS " + mark).fetch().first())
                .block(PATIENCE);
        database.sql("SELECT pg_sleep(0.3) AS other_" + mark).fetch().first().block(PATIENCE);

        await().atMost(PATIENCE).until(() -> output.toString().contains("AS other_" + mark));
        assertThat(output.toString().lines().filter(line -> line.contains(mark)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("[" + id + "]").contains("Slow query"),
                        line -> assertThat(line).doesNotContain(id));
    }

    @Test
    void namesTheRequestWhoseClientHungUp(CapturedOutput output) {
        Sinks.One<Boolean> gate = Sinks.one();
        Mono<Boolean> failing = gate.asMono()
                .publishOn(Schedulers.parallel())
                .then(Mono.error(() -> new IllegalStateException("broken for " + id)));

        forRequest(work.run(failing)).subscribe().dispose();
        gate.tryEmitValue(true);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                output.toString().lines().filter(line -> line.contains("broken for " + id)))
                        .singleElement()
                        .asString()
                        .contains("[" + id + "]"));
    }

    @Test
    void namesTheRequestThatFailed() {
        AtomicReference<String> named = new AtomicReference<>();

        forRequest(Mono.error(() -> new IllegalStateException("any"))
                        .publishOn(Schedulers.parallel())
                        .doOnEach(RequestIdInLogs.onError(error -> named.set(MDC.get(RequestIdInLogs.KEY))))
                        .onErrorComplete())
                .block(PATIENCE);

        assertThat(named).hasValue(id);
        assertThat(MDC.get(RequestIdInLogs.KEY)).isNull();
    }

    private <T> Mono<T> forRequest(Mono<T> pipeline) {
        return pipeline.contextWrite(context -> context.put(RequestIdInLogs.KEY, id));
    }
}
