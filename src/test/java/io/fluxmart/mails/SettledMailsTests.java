package io.fluxmart.mails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Up to where a sweep need not look again. */
class SettledMailsTests {

    @Test
    void goUpToTheEndOfALookThatFoundNothing() {
        assertThat(new OwedMails(10, 20, List.of()).settledAfter(10)).isEqualTo(20);
        assertThat(new OwedMails(40, 40, List.of()).settledAfter(40)).isEqualTo(40);
    }

    @Test
    void stopBeforeTheFirstThatIsOwed() {
        assertThat(new OwedMails(20, 30, List.of(25L, 27L)).settledAfter(20)).isEqualTo(24);
    }

    @Test
    void stayThereWhateverIsFoundBehindIt() {
        assertThat(new OwedMails(30, 40, List.of()).settledAfter(24)).isEqualTo(24);
        assertThat(new OwedMails(40, 40, List.of()).settledAfter(24)).isEqualTo(24);
    }
}
