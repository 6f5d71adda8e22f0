package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FenceTests {

    @Test
    void isOpenWhereTheBatchIsNext() {
        assertThat(new Fence(ImportStatus.RUNNING, true, true, false).requireOpen())
                .isTrue();
    }

    /** It would be counted twice. */
    @Test
    void writesNoBatchAgainWhoseCommitNobodyHeardOf() {
        assertThat(new Fence(ImportStatus.RUNNING, true, false, true).requireOpen())
                .isFalse();
    }

    @Test
    void shutsOutWhoeverLostIt() {
        assertThatExceptionOfType(TakenOver.class)
                .isThrownBy(() -> new Fence(ImportStatus.RUNNING, false, true, false).requireOpen());
        assertThatExceptionOfType(TakenOver.class)
                .as("had it back, but is not where it was")
                .isThrownBy(() -> new Fence(ImportStatus.RUNNING, true, false, false).requireOpen());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"RUNNING", "CANCELLED"})
    void isShutWhereItDoesNotRun(ImportStatus status) {
        assertThatExceptionOfType(TakenOver.class).isThrownBy(() -> new Fence(status, true, true, false).requireOpen());
    }

    @Test
    void tellsThatItWasCancelled() {
        assertThatExceptionOfType(ImportCancelled.class)
                .isThrownBy(() -> new Fence(ImportStatus.CANCELLED, false, true, false).requireOpen());
    }
}
