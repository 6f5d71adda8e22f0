package io.fluxmart.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the cursor that leads to the next one. */
public record Page<T>(List<T> data, Position page) {

    /** {@code nextCursor} is null on the last page. */
    public record Position(@Nullable String nextCursor, boolean hasMore) {}

    /**
     * Cuts a page out of rows that were fetched with a limit of {@code limit + 1}: the extra row only proves that there
     * is more.
     *
     * @param cursorOf what a client sends back to continue behind this row
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(rows, new Position(null, false));
        }
        List<T> data = List.copyOf(rows.subList(0, limit));
        return new Page<>(data, new Position(cursorOf.apply(data.get(limit - 1)), true));
    }
}
