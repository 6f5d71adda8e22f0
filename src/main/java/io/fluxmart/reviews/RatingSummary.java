package io.fluxmart.reviews;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How many reviews of a product gave how many stars.
 *
 * @param count all of them; grows only, as long as there is one summary
 * @param histogram by stars, "1" to "5"; those that nobody gave may be missing
 */
@Document("rating_summaries")
record RatingSummary(@Id long productId, long count, Map<String, Long> histogram) {

    /** Counted anew from the reviews. */
    static RatingSummary of(long productId, List<StarCount> counts) {
        Map<String, Long> histogram =
                counts.stream().collect(Collectors.toMap(stars -> String.valueOf(stars.rating()), StarCount::count));
        return new RatingSummary(
                productId, counts.stream().mapToLong(StarCount::count).sum(), histogram);
    }

    /** So many reviews with so many stars. */
    record StarCount(@Id int rating, long count) {}
}
