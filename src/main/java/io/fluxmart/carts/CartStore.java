package io.fluxmart.carts;

import static java.util.Map.Entry.comparingByKey;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.platform.redis.RedisAccess;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One hash a user: {@code id} is the cart's, every other field is a product with its quantity. Each change is one script,
 * so that a cart never lacks its id or its expiry.
 */
@Component
class CartStore {

    /** An order has no more. */
    static final int MAX_LINES = 100;

    private static final String ID = "id";

    private static final RedisScript<Long> SET_LINE = RedisScript.of("""
            local product, quantity, new_id, time_to_live, max_lines = unpack(ARGV)
            local lines = math.max(redis.call('HLEN', KEYS[1]) - 1, 0)
            if lines >= tonumber(max_lines) and redis.call('HEXISTS', KEYS[1], product) == 0 then
                return 0
            end
            redis.call('HSETNX', KEYS[1], 'id', new_id)
            redis.call('HSET', KEYS[1], product, quantity)
            redis.call('PEXPIRE', KEYS[1], time_to_live)
            return 1
            """, Long.class);

    private static final RedisScript<Long> REMOVE_LINE = RedisScript.of("""
            local product, time_to_live = unpack(ARGV)
            local removed = redis.call('HDEL', KEYS[1], product)
            if redis.call('HLEN', KEYS[1]) == 1 then
                redis.call('DEL', KEYS[1])
            else
                redis.call('PEXPIRE', KEYS[1], time_to_live)
            end
            return removed
            """, Long.class);

    private static final RedisScript<Long> REMOVE_ORDERED = RedisScript.of("""
            local ordered, new_id, time_to_live = unpack(ARGV)
            if redis.call('HGET', KEYS[1], 'id') ~= ordered then
                return 0
            end
            for i = 4, #ARGV, 2 do
                if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
                    redis.call('HDEL', KEYS[1], ARGV[i])
                end
            end
            if redis.call('HLEN', KEYS[1]) == 1 then
                redis.call('DEL', KEYS[1])
            else
                redis.call('HSET', KEYS[1], 'id', new_id)
                redis.call('PEXPIRE', KEYS[1], time_to_live)
            end
            return 1
            """, Long.class);

    private final RedisAccess redis;
    private final String timeToLive;

    CartStore(RedisAccess redis, CartSettings settings) {
        this.redis = redis;
        this.timeToLive = String.valueOf(settings.timeToLive().toMillis());
    }

    /** Empty when nothing is in it. */
    Mono<Cart> find(UUID userId) {
        return redis.run(template -> template.<String, String>opsForHash()
                        .entries(keyOf(userId))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue))
                .filter(fields -> !fields.isEmpty())
                .map(CartStore::toCart);
    }

    /** How many lines were set: one, or none when the cart is full. */
    Mono<Long> setLine(UUID userId, StockLine line) {
        return run(
                SET_LINE,
                userId,
                List.of(
                        String.valueOf(line.productId()),
                        String.valueOf(line.quantity()),
                        Ids.next().toString(),
                        timeToLive,
                        String.valueOf(MAX_LINES)));
    }

    Mono<Void> removeLine(UUID userId, long productId) {
        return run(REMOVE_LINE, userId, List.of(String.valueOf(productId), timeToLive))
                .then();
    }

    Mono<Void> delete(UUID userId) {
        return redis.run(template -> template.delete(keyOf(userId))).then();
    }

    /**
     * Takes out what was ordered, and gives what is left a new id. A line whose quantity has changed since stays as it
     * is; a cart that is no longer the one that was ordered stays whole.
     */
    Mono<Void> removeOrdered(UUID userId, UUID cartId, List<StockLine> ordered) {
        Stream<String> head = Stream.of(cartId.toString(), Ids.next().toString(), timeToLive);
        Stream<String> lines = ordered.stream()
                .flatMap(line -> Stream.of(String.valueOf(line.productId()), String.valueOf(line.quantity())));
        return run(REMOVE_ORDERED, userId, Stream.concat(head, lines).toList()).then();
    }

    private Mono<Long> run(RedisScript<Long> script, UUID userId, List<String> arguments) {
        return redis.run(template ->
                template.execute(script, List.of(keyOf(userId)), arguments).single());
    }

    private static Cart toCart(Map<String, String> fields) {
        List<StockLine> lines = fields.entrySet().stream()
                .filter(field -> !field.getKey().equals(ID))
                .map(field -> Map.entry(Long.valueOf(field.getKey()), Integer.valueOf(field.getValue())))
                .sorted(comparingByKey())
                .map(field -> new StockLine(field.getKey(), field.getValue()))
                .toList();
        return new Cart(UUID.fromString(fields.get(ID)), lines);
    }

    /** The braces keep whatever else a user may have in Redis in the same slot of a cluster. */
    private static String keyOf(UUID userId) {
        return "cart:{" + userId + "}";
    }
}
