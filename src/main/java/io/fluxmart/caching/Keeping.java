package io.fluxmart.caching;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a cache keeps in memory, and how much of it.
 *
 * @param maxWeight of all values together
 * @param weight of a value; whatever is absent weighs 1
 * @param isWorthKeeping a value that is not goes to those who wait for it, and is read anew for the next
 */
public record Keeping<V>(long maxWeight, ToIntFunction<V> weight, Predicate<V> isWorthKeeping) {

    static <V> Keeping<V> ofAtMost(int entries) {
        return new Keeping<>(entries, value -> 1, value -> true);
    }

    int weightOf(@Nullable V value) {
        return value == null ? 1 : weight.applyAsInt(value);
    }

    boolean keeps(@Nullable V value) {
        return value == null || isWorthKeeping.test(value);
    }
}
