package io.fluxmart.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTests {

    private static final UUID CLEO = UUID.randomUUID();

    private final RecentEvents recent = new RecentEvents(4, 10_000);

    @Test
    void knowsWhatCameSinceItStarted() {
        recent.start(10);
        assertThat(recent.after(10)).isEmpty();
        assertThat(recent.after(9)).as("before its time").isNull();
        assertThat(recent.reachesBackTo(9)).isFalse();
        assertThat(recent.reachesBackTo(10)).isTrue();
        assertThat(recent.reachesBackTo(11)).as("yet to come").isFalse();

        add(11, 12, 13);

        assertThat(recent.after(11)).extracting(Event::seq).containsExactly(12L, 13L);
        assertThat(recent.after(13)).isEmpty();
        assertThat(recent.after(99)).isEmpty();
        assertThat(recent.head()).isEqualTo(13);
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        recent.start(0);
        add(LongStream.rangeClosed(1, 10).toArray());

        assertThat(recent.after(5)).isNull();
        assertThat(recent.after(6)).extracting(Event::seq).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void forgetsTheOldestWhenTheyAreTooLarge() {
        recent.start(0);
        recent.add(event(1, null, "x".repeat(4_000)));
        recent.add(event(2, null, "x".repeat(4_000)));
        recent.add(event(3, null, "x".repeat(4_000)));
        assertThat(recent.after(0)).isNull();
        assertThat(recent.after(1)).hasSize(2);

        recent.add(event(4, null, "x".repeat(50_000)));

        assertThat(recent.after(2)).isNull();
        assertThat(recent.after(3)).as("one always fits").hasSize(1);
    }

    @Test
    void tellsOfWhatConcernsAUser() {
        recent.start(0);
        recent.add(event(1, null, "{}"));
        recent.add(event(2, CLEO, "{}"));
        recent.add(event(3, UUID.randomUUID(), "{}"));
        recent.add(event(4, CLEO, "{}"));

        assertThat(recent.listFor(CLEO, 0, 4)).extracting(Event::seq).containsExactly(1L, 2L, 4L);
        assertThat(recent.listFor(CLEO, 1, 3)).extracting(Event::seq).containsExactly(2L);
        assertThat(recent.listFor(CLEO, -1, 4)).isNull();
    }

    /** A node that could not read the log for longer than it is kept. */
    @Test
    void beginsAnewBehindAGap() {
        recent.start(0);
        add(1, 2);
        add(7, 8);

        assertThat(recent.after(2)).isNull();
        assertThat(recent.after(6)).extracting(Event::seq).containsExactly(7L, 8L);
    }

    @Test
    void canBeMadeToForget() {
        recent.start(0);
        add(1, 2, 3);
        recent.start(3);

        assertThat(recent.after(2)).isNull();
        add(4);
        assertThat(recent.after(3)).extracting(Event::seq).containsExactly(4L);
    }

    private void add(long... seqs) {
        LongStream.of(seqs).forEach(seq -> recent.add(event(seq, null, "{}")));
    }

    private static Event event(long seq, UUID userId, String data) {
        return new Event(seq, "test.numbered", userId, data, Instant.EPOCH);
    }
}
