package io.fluxmart.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@FluxmartTest
class LongReadsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DetachedWork work;

    @Test
    void haveTimeAndMemoryThatOtherStatementsDoNot() {
        LongReads reads = reads(1);

        assertThat(reads.run(setting("statement_timeout")).block(PATIENCE)).isEqualTo("77s");
        assertThat(reads.run(setting("work_mem")).block(PATIENCE)).isEqualTo("12MB");
        assertThat(setting("work_mem").block(PATIENCE)).isEqualTo("4MB");
    }

    @Test
    void areFewAtOnceAndGoOnWithoutWhoeverHungUp() {
        LongReads reads = reads(1);
        Sinks.One<String> end = Sinks.one();
        AtomicBoolean hasEnded = new AtomicBoolean();
        Disposable reader =
                reads.run(end.asMono().doOnNext(word -> hasEnded.set(true))).subscribe();

        reader.dispose();

        assertThatThrownBy(() -> reads.run(setting("work_mem")).block(PATIENCE))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("reports");
        end.tryEmitValue("done");
        await().atMost(PATIENCE).untilTrue(hasEnded);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> reads.run(setting("work_mem")).block(PATIENCE) != null);
    }

    @Test
    void leaveTheirPlaceWhenTheyFail() {
        LongReads reads = reads(1);

        assertThatThrownBy(() -> reads.run(Mono.error(new IllegalStateException("broken")))
                        .block(PATIENCE))
                .hasMessageContaining("broken");
        assertThat(reads.run(setting("work_mem")).block(PATIENCE)).isNotNull();
    }

    private LongReads reads(int maxUnderWay) {
        return new LongReads(
                database,
                transaction,
                work,
                new ReportSettings(Duration.ofSeconds(77), DataSize.ofMegabytes(12), maxUnderWay));
    }

    private Mono<String> setting(String name) {
        return database.sql("SELECT current_setting(:name)")
                .bind("name", name)
                .map(row -> row.get(0, String.class))
                .one();
    }
}
