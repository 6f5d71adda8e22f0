package io.fluxmart.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.money.Money;
import io.fluxmart.problem.Kind;
import io.fluxmart.products.Offer;
import io.fluxmart.products.StockLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BasketTests {

    private final Basket basket = Basket.of(List.of(new StockLine(7, 2), new StockLine(3, 1), new StockLine(7, 4)));

    @Test
    void mergesLinesByProductInIdOrder() {
        assertThat(basket.lines()).containsExactly(new StockLine(3, 1), new StockLine(7, 6));
    }

    @Test
    void pointsToTheFirstLineOfAProduct() {
        assertThat(basket.pointerTo(7)).isEqualTo("/items/0");
        assertThat(basket.pointerTo(3)).isEqualTo("/items/1");
    }

    @Test
    void tellsShortStockFromAnUnknownProduct() {
        StockLine shortLine = new StockLine(7, 6);
        StockLine unknown = new StockLine(3, 1);
        Map<StockLine, Offer> offers = Map.of(shortLine, new Offer("Mug", Money.of(1, "USD"), 5));

        OrderRefused conflict = refused(List.of(shortLine), offers);
        OrderRefused invalid = refused(List.of(shortLine, unknown), offers);

        assertThat(conflict.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(conflict.violations().get(0).message()).isEqualTo("Insufficient stock for Mug: 6 wanted, 5 left");
        assertThat(invalid.kind()).isEqualTo(Kind.INVALID);
        assertThat(invalid.violations()).hasSize(2);
    }

    @Test
    void sumsAnOrderExactly() {
        Order order = Order.placed(
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(
                        new OrderItem(3, "Mug", 3, Money.of(333, "USD")),
                        new OrderItem(7, "Pot", 1, Money.of(1, "USD"))),
                Instant.EPOCH);

        assertThat(order.total()).isEqualTo(Money.of(1_000, "USD"));
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    }

    private OrderRefused refused(List<StockLine> missing, Map<StockLine, Offer> offers) {
        return OrderRefused.becauseOf(missing, line -> Optional.ofNullable(offers.get(line)), basket);
    }
}
