package io.fluxmart.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingTests {

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 1.00", "0, 0, 7, 5.00", "2, 0, 1, 2.33", "1, 0, 2, 3.67", "1, 6, 1, 3.00", "3, 5, 0, 2.25"})
    void averagesToTwoPlaces(long ones, long threes, long fives, String average) {
        RatingSummary summary = new RatingSummary(7, ones + threes + fives, Map.of("1", ones, "3", threes, "5", fives));

        assertThat(Rating.of(summary).average()).hasToString(average);
    }

    @Test
    void listsEveryNumberOfStars() {
        assertThat(Rating.NONE.histogram()).isEqualTo(Map.of(1, 0L, 2, 0L, 3, 0L, 4, 0L, 5, 0L));
        assertThat(Rating.NONE.average()).isNull();
    }
}
