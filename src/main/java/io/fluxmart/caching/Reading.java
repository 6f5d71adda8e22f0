package io.fluxmart.caching;

import org.jspecify.annotations.Nullable;

/**
 * What was read.
 *
 * @param value null when there is no such thing
 */
record Reading<V>(Moment moment, Source source, @Nullable V value) {

    Reading<V> inMemory() {
        return new Reading<>(moment, Source.MEMORY, value);
    }

    long stamp() {
        return moment.stamp();
    }
}
