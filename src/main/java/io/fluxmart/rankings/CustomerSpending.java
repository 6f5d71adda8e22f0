package io.fluxmart.rankings;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What somebody's orders come to.
 *
 * @param spent total of those that stand, in minor units
 * @param orders their number
 */
record CustomerSpending(UUID userId, long spent, long orders) {

    List<Score> scores() {
        return Stream.of(Score.spent(userId, spent), Score.orders(userId, orders))
                .filter(score -> score.value() != 0)
                .toList();
    }
}
