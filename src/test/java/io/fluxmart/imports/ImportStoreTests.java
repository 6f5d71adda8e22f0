package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxmart.platform.postgres.Ids;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportStoreTests extends ImportDesk {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void keepsOneUnfinishedImportOfASource() {
        Import first = imports.insert(waiting()).block(PATIENCE);

        assertThatThrownBy(() -> imports.insert(waiting()).block(PATIENCE))
                .isInstanceOfSatisfying(
                        ImportUnderWay.class, other -> assertThat(other.id()).isEqualTo(first.id()));
        imports.cancel(first.id()).block(PATIENCE);
        assertThat(imports.insert(waiting()).block(PATIENCE).status()).isEqualTo(ImportStatus.WAITING);
    }

    @Test
    void dropsOneThatFailed() {
        UUID runner = Ids.next();
        UUID failed = imports.insert(waiting()).block(PATIENCE).id();
        imports.claim(runner, List.of(name()), LONG).block(PATIENCE);
        imports.finish(failed, runner, ImportStatus.FAILED, "away").block(PATIENCE);

        assertThat(imports.cancel(failed).block(PATIENCE)).isOne();

        assertThat(openImport.of(name(), false, 7).block(PATIENCE).id()).isNotEqualTo(failed);
    }

    private NewImport waiting() {
        return new NewImport(Ids.next(), name(), false, 100, null);
    }

    private String name() {
        return "test:" + tag;
    }

    @Test
    void claimsWhatWaitsOrWasLeft() {
        Import waiting = imports.insert(waiting()).block(PATIENCE);
        UUID runner = Ids.next();

        assertThat(imports.claim(runner, List.of("another"), LONG).block(PATIENCE))
                .isNull();
        assertThat(imports.claim(runner, List.of("another", name()), LONG)
                        .block(PATIENCE)
                        .id())
                .isEqualTo(waiting.id());
        assertThat(imports.claim(Ids.next(), List.of(name()), LONG).block(PATIENCE))
                .as("its runner was seen a moment ago")
                .isNull();
        assertThat(imports.claim(Ids.next(), List.of(name()), Duration.ZERO)
                        .block(PATIENCE)
                        .status())
                .isEqualTo(ImportStatus.RUNNING);
        assertThat(imports.finish(runner, waiting.id(), ImportStatus.COMPLETED, null)
                        .block(PATIENCE))
                .as("it is another's by now")
                .isZero();
    }

    @Test
    void listsTheNewestFirst() {
        for (int count = 0; count < 3; count++) {
            imports.cancel(imports.insert(waiting()).block(PATIENCE).id()).block(PATIENCE);
        }

        List<Import> first = imports.list(ImportPlace.TOP, 1).block(PATIENCE);
        List<Import> second = imports.list(ImportPlace.of(ImportPlace.cursorOf(first.get(0))), 1)
                .block(PATIENCE);

        assertThat(first).hasSize(2);
        assertThat(first.get(0).createdAt()).isAfterOrEqualTo(first.get(1).createdAt());
        assertThat(second.get(0)).isEqualTo(first.get(1));
    }

    @Test
    void supersedesADryRunThatWasLeft() {
        Import left = open(true).block(PATIENCE);

        Import next = open(true).block(PATIENCE);

        assertThat(next.id()).isNotEqualTo(left.id());
        assertThat(imports.find(left.id()).block(PATIENCE))
                .extracting(Import::status, Import::failure)
                .containsExactly(ImportStatus.FAILED, "superseded");
    }

    @Test
    void rehearsesNothingBesideAnUnfinishedImport() {
        Import unfinished = open(false).block(PATIENCE);

        assertThatThrownBy(() -> open(true).block(PATIENCE)).isInstanceOf(ImportUnderWay.class);
        assertThat(open(false).block(PATIENCE)).isEqualTo(unfinished);
    }
}
