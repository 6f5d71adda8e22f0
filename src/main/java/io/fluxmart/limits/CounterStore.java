package io.fluxmart.limits;

import io.fluxmart.platform.redis.RedisAccess;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The counters that all nodes share: one key for each limit and client, which expires with its window. */
@Component
class CounterStore {

    /**
     * A window is begun where there is none: for a new key, and for one that has lost its expiry or got one that is too
     * long, which would otherwise shut its client out for good.
     */
    @SuppressWarnings("rawtypes") // a class literal knows no type arguments
    private static final RedisScript<List> COUNT = RedisScript.of("""
            local standings = {}
            for i, key in ipairs(KEYS) do
                local quota, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
                local count = redis.call('INCR', key)
                local left = redis.call('PTTL', key)
                if left < 0 or left > window then
                    redis.call('PEXPIRE', key, window)
                    left = window
                end
                table.insert(standings, count)
                table.insert(standings, left)
                if count > quota then
                    break
                end
            end
            return standings
            """, List.class);

    private final RedisAccess redis;

    CounterStore(RedisAccess redis) {
        this.redis = redis;
    }

    /**
     * Counts the request against one limit after the other, in one script, as far as the first that it exceeds: what is
     * refused here does not use up what comes after.
     */
    Mono<List<Standing>> count(List<Charge> charges) {
        List<String> keys = charges.stream().map(Charge::key).toList();
        List<String> arguments =
                charges.stream().flatMap(CounterStore::argumentsOf).toList();
        return redis.run(template -> template.execute(COUNT, keys, arguments).single())
                .map(answer -> standings(charges, answer));
    }

    private static Stream<String> argumentsOf(Charge charge) {
        Limit limit = charge.limit();
        return Stream.of(
                String.valueOf(limit.quota()), String.valueOf(limit.window().toMillis()));
    }

    private static List<Standing> standings(List<Charge> charges, List<?> answer) {
        return IntStream.range(0, answer.size() / 2)
                .mapToObj(i -> new Standing(charges.get(i).limit(), (Long) answer.get(2 * i), Duration.ofMillis((Long)
                        answer.get(2 * i + 1))))
                .toList();
    }
}
