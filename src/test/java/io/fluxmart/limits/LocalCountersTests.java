package io.fluxmart.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalCountersTests {

    private static final Limit TWO_A_MINUTE = new Limit("test", 2, Duration.ofMinutes(1));

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // clocks may overflow
    private final LocalCounters counters = new LocalCounters(BoundSettings.of(Map.of()), now::get);

    @Test
    void countsWithinAWindowThatBeginsWithTheFirstRequest() {
        assertThat(count("a")).isEqualTo(new Standing(TWO_A_MINUTE, 1, Duration.ofSeconds(60)));
        pass(Duration.ofSeconds(40));
        assertThat(count("a")).isEqualTo(new Standing(TWO_A_MINUTE, 2, Duration.ofSeconds(20)));
        assertThat(count("b").count()).isEqualTo(1);
        assertThat(count("a").isExceeded()).isTrue();
        pass(Duration.ofSeconds(19));
        assertThat(count("a").isExceeded())
                .as("refused requests do not prolong the window")
                .isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(count("a")).isEqualTo(new Standing(TWO_A_MINUTE, 1, Duration.ofSeconds(60)));
    }

    @Test
    void doesNotChargeWhatComesAfterARefusal() {
        Limit other = new Limit("other", 10, Duration.ofMinutes(1));
        List<Charge> both = List.of(TWO_A_MINUTE.to("a"), other.to("a"));

        counters.count(both);
        counters.count(both);

        assertThat(counters.count(both)).hasSize(1);
        assertThat(counters.count(List.of(other.to("a"))).get(0).count()).isEqualTo(3);
    }

    @Test
    void keepsNoMoreCountersThanItMay() {
        LocalCounters few =
                new LocalCounters(BoundSettings.of(Map.of("fluxmart.limits.local-counters", "10")), now::get);

        IntStream.range(0, 1_000).forEach(i -> few.count(List.of(TWO_A_MINUTE.to("client-" + i))));

        assertThat(few.size()).isBetween(1L, 10L);
    }

    private Standing count(String client) {
        return counters.count(List.of(TWO_A_MINUTE.to(client))).get(0);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
