package io.fluxmart.load;

import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Remembers what the last closed run of checkouts got done, for the next run to ask for more. */
final class Capacity {

    private static final Path FILE = Path.of("target/load/orders-per-second");

    private Capacity() {}

    /** @throws IllegalStateException when there was no such run */
    static double measured() {
        try {
            return Double.parseDouble(Files.readString(FILE));
        } catch (IOException never) {
            throw new IllegalStateException(
                    "Run -Dscenario=checkout first: five times its rate is an overload. Or give -Drate", never);
        }
    }

    /** The same scene, whose rate is written down at its end unless it was asked for. */
    static Scene remembered(Scene scene, LoadPlan plan, Outcomes outcomes) {
        return plan.isOpen() ? scene : new Remembered(scene, outcomes);
    }

    private record Remembered(Scene scene, Outcomes outcomes) implements Scene {

        @Override
        public List<PopulationBuilder> populations() {
            return scene.populations();
        }

        @Override
        public String summary() {
            try {
                Files.writeString(FILE, String.valueOf(outcomes.perSecond("201")));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return "";
        }
    }
}
