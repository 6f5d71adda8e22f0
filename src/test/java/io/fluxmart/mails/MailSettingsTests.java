package io.fluxmart.mails;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailSettingsTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void refuseAHorizonThatEventsDoNotLiveToSee() {
        MailSettings settings = new MailSettings(true, DAY, DAY, DAY, DAY);

        assertThatCode(() -> settings.requireHorizonWithin(DAY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> settings.requireHorizonWithin(DAY.minusSeconds(1)))
                .hasMessage("set FLUXMART_MAILS_HORIZON, now PT24H, to no more than FLUXMART_EVENTS_RETENTION,"
                        + " now PT23H59M59S");
    }
}
