package io.fluxmart.load.bench;

/** The environment variables that turn off what makes Fluxmart fast, to see what it is worth. */
final class BenchSwitches {

    static final String BATCHING = "FLUXMART_ORDERS_BATCHING_ENABLED";
    static final String CACHE = "FLUXMART_CACHE_ENABLED";

    private BenchSwitches() {}
}
