package io.fluxmart.rankings;

import io.fluxmart.platform.redis.RedisAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Three sorted sets, and a hash that says how far they have come. Sets and cursor change in one script, so that whatever
 * Redis keeps or loses, they fit together. Their sizes stand beside the cursor: of a set that was evicted or deleted alone
 * the others would not know, and with it gone there are no rankings.
 *
 * <p>Scores are negative, so that the first of a set has most, and of those who have as much the one with the smaller id.
 */
@Component
class RankingStore {

    static final String STATE = Board.PREFIX + "state";
    private static final String TURN = Board.PREFIX + "turn";

    /** KEYS: the state, then the boards. */
    private static final String WHOLE = """
            local function sizes()
                return redis.call('ZCARD', KEYS[2]) .. ' ' .. redis.call('ZCARD', KEYS[3])
                    .. ' ' .. redis.call('ZCARD', KEYS[4])
            end
            local state = redis.call('HMGET', KEYS[1], 'epoch', 'cursor', 'sizes')
            local is_whole = state[3] == sizes()
            """;

    private static final RedisScript<String> TAKE_TURN = RedisScript.of(WHOLE + """
            local node, time_to_live = unpack(ARGV)
            local holder = redis.call('GET', KEYS[5])
            local answer = 'theirs'
            if not holder or holder == node then
                redis.call('SET', KEYS[5], node, 'PX', time_to_live)
                answer = 'ours'
            end
            if is_whole then
                answer = answer .. ' ' .. state[1] .. ' ' .. state[2]
            end
            return answer
            """, String.class);

    private static final RedisScript<Long> APPLY = RedisScript.of(WHOLE + """
            if not is_whole or state[1] ~= ARGV[1] or state[2] ~= ARGV[2] then
                return 0
            end
            for i = 4, #ARGV, 3 do
                redis.call('ZINCRBY', KEYS[tonumber(ARGV[i])], ARGV[i + 2], ARGV[i + 1])
            end
            for i = 2, 4 do
                redis.call('ZREMRANGEBYSCORE', KEYS[i], 0, 0)
            end
            redis.call('HSET', KEYS[1], 'cursor', ARGV[3], 'sizes', sizes())
            return 1
            """, Long.class);

    private static final RedisScript<String> TOP = RedisScript.of(WHOLE + """
            if not is_whole then
                return 'none'
            end
            local found = {'found'}
            for _, member in ipairs(redis.call('ZRANGE', KEYS[tonumber(ARGV[2])], 0, ARGV[1] - 1)) do
                found[#found + 1] = member
                for i = 2, #ARGV do
                    found[#found + 1] = redis.call('ZSCORE', KEYS[tonumber(ARGV[i])], member) or '0'
                end
            end
            return table.concat(found, ' ')
            """, String.class);

    private static final List<String> KEYS =
            Stream.concat(Stream.of(STATE), Board.keys().stream()).toList();
    private static final List<String> KEYS_AND_TURN =
            Stream.concat(KEYS.stream(), Stream.of(TURN)).toList();

    private final RedisAccess redis;

    RankingStore(RedisAccess redis) {
        this.redis = redis;
    }

    /** The turn is the node's that asks, unless another has asked within that time. Only spares work; nothing rests on it. */
    Mono<Turn> claimTurn(String node, Duration time) {
        return run(TAKE_TURN, KEYS_AND_TURN, List.of(node, String.valueOf(time.toMillis())))
                .map(RankingStore::toTurn);
    }

    /** Whether it was done: not unless the rankings stand at {@code from}, so that each event counts once. */
    Mono<Boolean> updateFrom(Position from, long to, List<Score> increments) {
        List<String> arguments =
                new ArrayList<>(List.of(from.epoch(), String.valueOf(from.cursor()), String.valueOf(to)));
        increments.forEach(score -> arguments.addAll(List.of(indexOf(score.board()), score.member(), scoreOf(score))));
        return run(APPLY, KEYS, arguments).map(done -> done == 1);
    }

    /** Most sold first, then by id; empty when there are no rankings. */
    Mono<List<ProductSales>> listMostSold(int count) {
        return top(count, Board.SOLD)
                .map(words -> IntStream.range(0, words.size() / 2)
                        .map(i -> i * 2)
                        .mapToObj(i -> new ProductSales(Long.parseLong(words.get(i)), valueOf(words.get(i + 1))))
                        .toList());
    }

    /** Who spent most first, then by id; empty when there are no rankings. */
    Mono<List<CustomerSpending>> listTopSpenders(int count) {
        return top(count, Board.SPENT, Board.ORDERS)
                .map(words -> IntStream.range(0, words.size() / 3)
                        .map(i -> i * 3)
                        .mapToObj(i -> new CustomerSpending(
                                UUID.fromString(words.get(i)), valueOf(words.get(i + 1)), valueOf(words.get(i + 2))))
                        .toList());
    }

    private Mono<List<String>> top(int count, Board... boards) {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(count)));
        Arrays.stream(boards).map(RankingStore::indexOf).forEach(arguments::add);
        return run(TOP, KEYS, arguments)
                .map(answer -> List.of(answer.split(" ")))
                .filter(words -> words.get(0).equals("found"))
                .map(words -> words.subList(1, words.size()));
    }

    private <T> Mono<T> run(RedisScript<T> script, List<String> keys, List<String> arguments) {
        return redis.run(template -> template.execute(script, keys, arguments).single());
    }

    private static Turn toTurn(String answer) {
        String[] words = answer.split(" ");
        Position position = words.length == 1 ? null : new Position(words[1], Long.parseLong(words[2]));
        return new Turn(words[0].equals("ours"), position);
    }

    /** Where the board stands among the keys of a script; the first is the state's. */
    static String indexOf(Board board) {
        return String.valueOf(board.ordinal() + 2);
    }

    static String scoreOf(Score score) {
        return String.valueOf(-score.value());
    }

    private static long valueOf(String score) {
        return -(long) Double.parseDouble(score);
    }
}
