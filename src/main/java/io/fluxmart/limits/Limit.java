package io.fluxmart.limits;

import io.fluxmart.limits.LimitSettings.Rate;
import java.time.Duration;

/**
 * At most so many requests of one client within a window, which begins with the first of them.
 *
 * @param name in headers, keys and metrics
 */
record Limit(String name, int quota, Duration window) {

    static Limit of(String name, Rate rate) {
        return new Limit(name, rate.quota(), rate.window());
    }

    Charge to(String client) {
        return new Charge(this, client);
    }
}
