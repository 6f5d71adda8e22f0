package io.fluxmart.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobSettingsTests {

    /** A phase of a shutdown ends after ten seconds: later, what still runs would not be given back. */
    @Test
    void leaveTimeForGivingBack() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();

            assertThat(validator.validateValue(JobSettings.class, "shutdownPatience", Duration.ofSeconds(8)))
                    .isEmpty();
            assertThat(validator.validateValue(JobSettings.class, "shutdownPatience", Duration.ofSeconds(9)))
                    .hasSize(1);
        }
    }
}
