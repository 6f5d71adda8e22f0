package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReadPagesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReadPages pages =
            new ReadPages(new ImportSettings(100, Duration.ofMillis(300), 2, Duration.ofMillis(1)));

    /** Each page answers on the thread that asks for it: pages that called one another would use up the stack. */
    @Test
    void readsAHundredThousandPages() {
        List<SourceRow> rows = LongStream.rangeClosed(1, 100_000)
                .mapToObj(id -> new SourceRow(SourceId.number(id), Map.of()))
                .toList();

        StepVerifier.create(pages.of(runOf(new ListedSource(rows), 1), Entity.USERS, Optional.empty())
                        .concatMap(batch -> Mono.just(batch.last()), 1)
                        .count())
                .expectNext(100_000L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void goesOnBehindARow() {
        StepVerifier.create(pages.of(runOf(threeRows(), 2), Entity.USERS, Optional.of(SourceId.number(1)))
                        .map(Batch::last))
                .expectNext(SourceId.number(3))
                .expectComplete()
                .verify(PATIENCE);
    }

    /** The page is there long before it is asked for: the time until then is not the source's. */
    @Test
    void hasTimeForSlowWrites() {
        StepVerifier.create(pages.of(runOf(threeRows(), 1), Entity.USERS, Optional.empty())
                        .concatMap(batch -> Mono.just(batch).delayElement(Duration.ofMillis(700)), 1)
                        .count())
                .expectNext(3L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givesUpOnASourceThatDoesNotAnswer() {
        ListedSource frozen = threeRows().before(page -> Mono.never());

        StepVerifier.create(pages.of(runOf(frozen, 1), Entity.USERS, Optional.empty()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(SourceFailed.class)
                        .hasMessage("The source could not be read: TimeoutException."))
                .verify(PATIENCE);
        assertThat(frozen.pagesRead()).isEqualTo(3);
    }

    private static ListedSource threeRows() {
        return new ListedSource(LongStream.rangeClosed(1, 3)
                .mapToObj(id -> new SourceRow(SourceId.number(id), Map.of()))
                .toList());
    }

    private static Run runOf(Source source, int batchSize) {
        Import taken = new Import(
                Ids.next(),
                "test",
                false,
                batchSize,
                ImportStatus.RUNNING,
                null,
                null,
                Instant.now(),
                null,
                null,
                List.of());
        return new Run(taken, Ids.next(), source, null);
    }
}
