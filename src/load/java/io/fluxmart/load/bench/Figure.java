package io.fluxmart.load.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one short run measured.
 *
 * @param perSecond orders or reads that succeeded
 * @param failures answers that were no success, which there should be none of
 * @param median milliseconds of a request; null where the tool does not say
 * @param p99 likewise
 */
record Figure(
        double perSecond,
        long failures,
        @Nullable Double median,
        @Nullable Double p99) {}
