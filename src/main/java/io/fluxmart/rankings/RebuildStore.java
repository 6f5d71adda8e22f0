package io.fluxmart.rankings;

import static java.util.stream.Collectors.toCollection;

import io.fluxmart.platform.redis.RedisAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sets that are being filled, and the lock of who fills them. The token of the lock is in their names, and whoever does
 * not hold the lock any more writes and publishes nothing: it may have been away for long, and others be further.
 */
@Component
class RebuildStore {

    private static final String LOCK = Board.PREFIX + "rebuild";

    /** What a rebuilder that died leaves behind goes by itself. Far longer than a rebuild. */
    private static final Duration LEFTOVERS = Duration.ofHours(1);

    /** KEYS: the lock, then the new boards. */
    private static final RedisScript<Long> WRITE = RedisScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then
                return 0
            end
            for i = 3, #ARGV, 3 do
                redis.call('ZADD', KEYS[tonumber(ARGV[i])], ARGV[i + 2], ARGV[i + 1])
            end
            for i = 2, 4 do
                redis.call('PEXPIRE', KEYS[i], ARGV[2])
            end
            return 1
            """, Long.class);

    private static final RedisScript<Long> KEEP_LOCK = RedisScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then
                return 0
            end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """, Long.class);

    /** KEYS: the lock, the new boards, the state, the boards. A set without members does not exist. */
    private static final RedisScript<Long> PUBLISH = RedisScript.of("""
            local token, cursor, written = unpack(ARGV)
            local sizes = {}
            local found = 0
            for i = 1, 3 do
                sizes[i] = redis.call('ZCARD', KEYS[i + 1])
                found = found + sizes[i]
            end
            if redis.call('GET', KEYS[1]) ~= token or found ~= tonumber(written) then
                return 0
            end
            for i = 1, 3 do
                redis.call('UNLINK', KEYS[i + 5])
                if sizes[i] > 0 then
                    redis.call('RENAME', KEYS[i + 1], KEYS[i + 5])
                    redis.call('PERSIST', KEYS[i + 5])
                end
            end
            redis.call('HSET', KEYS[5], 'epoch', token, 'cursor', cursor, 'sizes', table.concat(sizes, ' '))
            redis.call('DEL', KEYS[1])
            return 1
            """, Long.class);

    private static final RedisScript<Long> ABANDON = RedisScript.of("""
            redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4])
            if redis.call('GET', KEYS[1]) == ARGV[1] then
                redis.call('DEL', KEYS[1])
            end
            return 1
            """, Long.class);

    private final RedisAccess redis;
    private final Duration lockTime;

    RebuildStore(RedisAccess redis, RankingSettings settings) {
        this.redis = redis;
        this.lockTime = settings.rebuildLock();
    }

    /** Whether nobody else has the lock. */
    Mono<Boolean> claimLock(String token) {
        return redis.run(template -> template.opsForValue().setIfAbsent(LOCK, token, lockTime));
    }

    /** Whether it is still theirs. */
    Mono<Boolean> keepLock(String token) {
        return run(KEEP_LOCK, List.of(LOCK), Stream.of(token, String.valueOf(lockTime.toMillis())));
    }

    /** Whether they were written: not without the lock. */
    Mono<Boolean> insert(String token, List<Score> scores) {
        Stream<String> head = Stream.of(token, String.valueOf(LEFTOVERS.toMillis()));
        Stream<String> members = scores.stream()
                .flatMap(score ->
                        Stream.of(RankingStore.indexOf(score.board()), score.member(), RankingStore.scoreOf(score)));
        return run(WRITE, keysOf(token), Stream.concat(head, members));
    }

    /**
     * Puts the new boards in place of the old: not without the lock, and not if any of them went missing.
     *
     * @param cursor {@code seq} of the last event that is in them
     * @param written how many scores were inserted
     */
    Mono<Boolean> publish(String token, long cursor, long written) {
        List<String> keys = keysOf(token);
        keys.add(RankingStore.STATE);
        keys.addAll(Board.keys());
        return run(PUBLISH, keys, Stream.of(token, String.valueOf(cursor), String.valueOf(written)));
    }

    Mono<Void> abandon(String token) {
        return run(ABANDON, keysOf(token), Stream.of(token)).then();
    }

    private Mono<Boolean> run(RedisScript<Long> script, List<String> keys, Stream<String> arguments) {
        return redis.run(template ->
                        template.execute(script, keys, arguments.toList()).single())
                .map(done -> done == 1);
    }

    private static List<String> keysOf(String token) {
        return Stream.concat(
                        Stream.of(LOCK),
                        Arrays.stream(Board.values()).map(board -> Board.PREFIX + "new:" + token + ":" + board.word()))
                .collect(toCollection(ArrayList::new));
    }
}
