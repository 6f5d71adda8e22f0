package io.fluxmart.limits;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.redis.RedisAccess;
import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The script, on a real Redis. */
@FluxmartTest
class CounterStoreTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Autowired
    CounterStore counters;

    @Autowired
    RedisAccess access;

    @Autowired
    ReactiveStringRedisTemplate redis;

    private final String client = unique("client");
    private final Charge charge = new Limit("test", 2, WINDOW).to(client);

    @BeforeEach
    void awaitRedis() {
        await().atMost(PATIENCE)
                .until(() -> access.run(template -> template.hasKey("any"))
                        .onErrorComplete()
                        .blockOptional()
                        .isPresent());
    }

    @Test
    void beginsTheWindowWithTheFirstRequestAndNeverProlongsIt() {
        assertThat(count(charge)).containsExactly(new Standing(charge.limit(), 1, WINDOW));
        redis.expire(charge.key(), Duration.ofSeconds(20)).block(PATIENCE);

        List<Standing> later = List.of(
                count(charge).get(0), count(charge).get(0), count(charge).get(0));

        assertThat(later).extracting(Standing::count).containsExactly(2L, 3L, 4L);
        assertThat(later).extracting(Standing::isExceeded).containsExactly(false, true, true);
        assertThat(later)
                .allSatisfy(standing -> assertThat(standing.left()).isLessThanOrEqualTo(Duration.ofSeconds(20)));
    }

    @Test
    void countsAnewWhenTheWindowIsOver() {
        Charge brief = new Limit("test", 1, Duration.ofSeconds(1)).to(client);
        count(brief);

        await().atMost(PATIENCE).until(() -> !count(brief).get(0).isExceeded());
    }

    /** An eviction policy, an import or a person may leave such a key; its client would be refused forever. */
    @Test
    void repairsACounterThatHasNoExpiry() {
        redis.opsForValue().set(charge.key(), "50").block(PATIENCE);

        assertThat(count(charge)).containsExactly(new Standing(charge.limit(), 51, WINDOW));

        assertThat(redis.getExpire(charge.key()).block(PATIENCE)).isPositive().isLessThanOrEqualTo(WINDOW);
    }

    @Test
    void shortensAWindowThatIsLongerThanItIsNow() {
        redis.opsForValue().set(charge.key(), "1", Duration.ofDays(1)).block(PATIENCE);

        assertThat(count(charge)).containsExactly(new Standing(charge.limit(), 2, WINDOW));
    }

    @Test
    void doesNotChargeWhatComesAfterARefusal() {
        Charge second = new Limit("second", 10, WINDOW).to(client);

        assertThat(count(charge, second)).extracting(Standing::count).containsExactly(1L, 1L);
        assertThat(count(charge, second)).extracting(Standing::count).containsExactly(2L, 2L);
        assertThat(count(charge, second)).extracting(Standing::count).containsExactly(3L);
        assertThat(count(second)).extracting(Standing::count).containsExactly(3L);
    }

    private List<Standing> count(Charge... charges) {
        return counters.count(List.of(charges)).block(PATIENCE);
    }
}
