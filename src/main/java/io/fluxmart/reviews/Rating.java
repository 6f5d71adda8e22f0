package io.fluxmart.reviews;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What customers think of a product, in figures.
 *
 * @param average stars, to two places, rounded half up; null without reviews
 * @param histogram how many gave one star, two, up to five
 */
public record Rating(long count, @Nullable BigDecimal average, SortedMap<Integer, Long> histogram) {

    private static final int MOST_STARS = 5;

    /** Of a product that nobody has reviewed. */
    public static final Rating NONE = of(new RatingSummary(0, 0, Map.of()));

    static Rating of(RatingSummary summary) {
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        long stars = 0;
        for (int rating = 1; rating <= MOST_STARS; rating++) {
            long count = summary.histogram().getOrDefault(String.valueOf(rating), 0L);
            histogram.put(rating, count);
            stars += rating * count;
        }
        return new Rating(summary.count(), averageOf(stars, summary.count()), histogram);
    }

    private static @Nullable BigDecimal averageOf(long stars, long count) {
        return count == 0 ? null : BigDecimal.valueOf(stars).divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
    }
}
