package io.fluxmart.showcase;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows out of MongoDB.
 *
 * @param value null when there is none, and while nobody can tell
 * @param isAway whether MongoDB could not be asked in time
 */
record PagePart<T>(@Nullable T value, boolean isAway) {

    static <T> PagePart<T> of(T value) {
        return new PagePart<>(value, false);
    }

    static <T> PagePart<T> none() {
        return new PagePart<>(null, false);
    }

    static <T> PagePart<T> away() {
        return new PagePart<>(null, true);
    }

    /** @param revision from 1, or from 0 where 0 means that there is nothing, too */
    String entityTag(ToLongFunction<T> revision) {
        if (isAway) {
            return "partial";
        }
        return value == null ? "0" : Long.toString(revision.applyAsLong(value));
    }
}
