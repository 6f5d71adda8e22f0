package io.fluxmart.orders;

import static io.fluxmart.orders.OrderStatus.CANCELLED;
import static io.fluxmart.orders.OrderStatus.DELIVERED;
import static io.fluxmart.orders.OrderStatus.PENDING;
import static io.fluxmart.orders.OrderStatus.PROCESSING;
import static io.fluxmart.orders.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderStatusTests {

    /** R42 and R45. */
    @Test
    void leadsFromPlacedToDeliveredOrCancelled() {
        assertThat(PENDING.next()).containsExactly(PROCESSING, CANCELLED);
        assertThat(PROCESSING.next()).containsExactly(SHIPPED, CANCELLED);
        assertThat(SHIPPED.next()).containsExactly(DELIVERED);
        assertThat(DELIVERED.next()).isEmpty();
        assertThat(CANCELLED.next()).isEmpty();
    }

    @Test
    void readsTheTableBackwards() {
        assertThat(CANCELLED.previous()).containsExactly(PENDING, PROCESSING);
        assertThat(PENDING.previous()).isEmpty();
    }

    @Test
    void namesTheWaysThatAreOpen() {
        assertThat(new IllegalTransition(PENDING, DELIVERED).detail())
                .isEqualTo("An order that is pending cannot become delivered; it can become processing or cancelled.");
        assertThat(new IllegalTransition(CANCELLED, PROCESSING).detail())
                .isEqualTo("An order that is cancelled cannot become processing; that is where its life ends.");
    }
}
