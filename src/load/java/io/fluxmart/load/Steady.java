package io.fluxmart.load;

import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;

/** One sort of visitors, evenly. */
record Steady(PopulationBuilder visitors, Duration duration) implements Scene {

    @Override
    public List<PopulationBuilder> populations() {
        return List.of(visitors);
    }
}
