package io.fluxmart.showcase;

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
}
