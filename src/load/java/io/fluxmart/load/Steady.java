package io.fluxmart.load;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.List;

/** One sort of visitors, evenly. */
record Steady(PopulationBuilder visitors) implements Scene {

    @Override
    public List<PopulationBuilder> populations() {
        return List.of(visitors);
    }
}
