package io.fluxmart.load.bench;

import java.time.Duration;

/** Somebody who can do a workload. */
interface Contestant extends AutoCloseable {

    String name();

    /** Where it writes. */
    BenchShop shop();

    boolean canDo(Workload workload);

    /** @param round different for each run, for keys that nobody used before */
    Figure run(Workload workload, Duration duration, String round);

    @Override
    default void close() {}
}
