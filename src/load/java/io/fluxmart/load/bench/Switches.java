package io.fluxmart.load.bench;

import java.util.Map;

/** The environment variables that turn off what makes Fluxmart fast, to see what it is worth. */
final class Switches {

    /** An order is a transaction; as many at once as a pool of 20 connections has for them. */
    static final Map<String, String> ONE_BY_ONE =
            Map.of("FLUXMART_CHECKOUT_MAX_BATCH", "1", "FLUXMART_CHECKOUT_LANES", "10");

    static final Map<String, String> UNCACHED = Map.of("FLUXMART_CACHE_ENABLED", "false");

    private Switches() {}
}
