package io.fluxmart.caching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is forgotten for want of room holds for all keys. */
class FloorsTests {

    private final Floors<Integer> floors = new Floors<>(10);

    @Test
    void admitsNothingBeforeTheStart() {
        assertThat(floors.of(1).admits(Moment.now(1_000))).isFalse();
        floors.startAt(5);
        assertThat(floors.of(1).admits(Moment.now(4))).isFalse();
        assertThat(floors.of(1).admits(Moment.now(5))).isTrue();
    }

    @Test
    void neverAdmitsWhatWasReadBeforeAChangeHoweverManyFollow() {
        floors.startAt(0);
        for (int key = 1; key <= 1_000; key++) {
            floors.raise(key, key);
        }

        for (int key = 1; key <= 1_000; key++) {
            assertThat(floors.of(key).admits(Moment.now(key - 1)))
                    .as("key %s", key)
                    .isFalse();
            assertThat(floors.of(key).admits(Moment.now(1_000))).isTrue();
        }
    }

    @Test
    void neverAdmitsWhatWasReadBeforeACommitHereHoweverManyFollow() {
        floors.startAt(0);
        Moment before = Moment.now(1_000);
        for (int key = 1; key <= 100; key++) {
            floors.raiseNow(key);
        }

        for (int key = 1; key <= 100; key++) {
            assertThat(floors.of(key).admits(before)).as("key %s", key).isFalse();
            assertThat(floors.of(key).admits(Moment.now(0))).isTrue();
        }
    }

    @Test
    void keepsKeysApartWhileThereIsRoom() {
        floors.startAt(0);
        floors.raise(1, 7);

        assertThat(floors.of(1).admits(Moment.now(6))).isFalse();
        assertThat(floors.of(2).admits(Moment.now(0))).isTrue();
    }
}
