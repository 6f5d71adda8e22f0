package io.fluxmart.limits;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what was refused: {@code fluxmart.limits.refused}, by limit. */
@Component
class Refusals {

    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    void note(String limit) {
        meters.counter("fluxmart.limits.refused", "limit", limit).increment();
    }
}
