package io.fluxmart.caching;

import java.util.Locale;

/** Where an answer came from. */
enum Source {
    MEMORY,
    REDIS,
    DATABASE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
