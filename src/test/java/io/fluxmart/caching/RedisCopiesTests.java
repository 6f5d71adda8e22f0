package io.fluxmart.caching;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fluxmart.credentials.Role;
import io.fluxmart.money.Money;
import io.fluxmart.platform.redis.RedisAccess;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import tools.jackson.core.type.TypeReference;

/** What nodes leave for each other in Redis. */
@FluxmartTest
class RedisCopiesTests {

    private static final Thing THING = new Thing(
            UUID.randomUUID(),
            "ä\n\"",
            null,
            Money.of(1_999, "USD"),
            Set.of(Role.ADMIN),
            Instant.parse("2026-01-02T03:04:05.123456Z"),
            7);

    @Autowired
    Shop shop; // waits until the node is there

    @Autowired
    RedisAccess access;

    @Autowired
    ReactiveStringRedisTemplate redis;

    private final String key = unique("thing");
    private RedisCopies<String, Thing> copies;

    @BeforeEach
    void make() {
        copies = new RedisCopies<>(
                access,
                "things",
                new CopyShape<>(1, new TypeReference<>() {}),
                new TimeToLive(Duration.ofMinutes(5), Duration.ofSeconds(10)),
                Duration.ofSeconds(10));
    }

    @Test
    void comeBackWholeWhateverTheApiHides() {
        assertThat(find()).isNull();
        put(3, THING);

        assertThat(find().value()).isEqualTo(THING);
        assertThat(find().stamp()).isEqualTo(3);
        assertThat(find().source()).isEqualTo(Source.REDIS);
    }

    @Test
    void keepTheHigherStamp() {
        put(10, THING);
        put(9, null);
        assertThat(find().value()).isEqualTo(THING);

        put(11, null);
        assertThat(find().stamp()).isEqualTo(11);
        assertThat(find().value()).isNull();
    }

    @Test
    void expire() {
        put(1, THING);
        assertThat(timeToLive()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
        put(2, null);
        assertThat(timeToLive()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "12",
                "12 ",
                "x {}",
                "12 {}",
                "12 {\"id\":\"here\"}",
                "12 {\"unheardOf\":1}",
                "12 null null",
                "99999999999999999999 null"
            })
    void areAMissWhenTheyCannotBeRead(String copy) {
        redis.opsForValue().set(keyInRedis(), copy, Duration.ofMinutes(1)).block();

        assertThat(find()).isNull();
    }

    @Test
    void replaceWhatIsNone() {
        redis.opsForValue().set(keyInRedis(), "nonsense", Duration.ofMinutes(1)).block();
        put(1, THING);
        assertThat(find().value()).isEqualTo(THING);
    }

    /** As if another had used the key for something else. */
    @Test
    void replaceWhatIsOfAnotherType() {
        redis.opsForHash().put(keyInRedis(), "a", "b").block();
        put(1, THING);
        assertThat(find().value()).isEqualTo(THING);
    }

    private Reading<Thing> find() {
        return copies.find(key).block();
    }

    private void put(long stamp, Thing thing) {
        copies.put(key, new Reading<>(Moment.now(stamp), Source.DATABASE, thing))
                .block();
    }

    private Duration timeToLive() {
        return redis.getExpire(keyInRedis()).block();
    }

    private String keyInRedis() {
        return "cache:things:1:" + key;
    }

    record Thing(
            UUID id,
            String name,
            String nothing,
            Money price,
            Set<Role> roles,
            Instant since,
            @JsonIgnore long revision) {

        @JsonProperty
        String shout() {
            return name + "!";
        }
    }
}
