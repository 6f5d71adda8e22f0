package io.fluxmart.rankings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is counted, each in a sorted set of its own. */
enum Board {
    /** Pieces, by product. */
    SOLD,
    /** Minor units of money, by customer. */
    SPENT,
    /** Orders, by customer. */
    ORDERS;

    /** One slot of a cluster for all. The number counts changes of what is counted, or how: none finds another's sets. */
    static final String PREFIX = "{rankings}:1:";

    String key() {
        return PREFIX + word();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Board::key).toList();
    }
}
