package io.fluxmart.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("load")
class HeardTests {

    private final Heard heard = new Heard();
    private final Heard.Ear ear = heard.newEar();

    @Test
    void isContentWithAllBroadcastsInOrder() {
        broadcast(7);
        broadcast(9);
        ear.hear(0, "{\"comment\":\"heartbeat\"}");

        assertThat(heard.broken()).isEmpty();
        assertThat(heard.summary()).startsWith("1 streams, 2 broadcasts, 2 deliveries");
    }

    @Test
    void missesABroadcast() {
        broadcast(7);
        heard.nextBroadcast();

        assertThat(heard.broken()).containsExactly("each stream hears all 2 broadcasts: 1 of 1 did not");
    }

    @Test
    void noticesASeqThatComesTwice() {
        broadcast(7);
        ear.hear(0, "{\"event\":\"order.placed\",\"id\":\"7\",\"data\":\"{}\"}");

        assertThat(heard.broken()).containsExactly("on a stream no seq comes twice or too late: 1 did");
    }

    @Test
    void noticesASeqThatComesTooLate() {
        broadcast(7);
        broadcast(5);

        assertThat(heard.broken()).containsExactly("on a stream no seq comes twice or too late: 1 did");
    }

    private void broadcast(long seq) {
        ear.hear(
                2,
                "{\"event\":\"load.tick\",\"id\":\"%d\",\"data\":\"{\\\"number\\\":%d,\\\"sentAt\\\":1}\"}"
                        .formatted(seq, heard.nextBroadcast()));
    }
}
