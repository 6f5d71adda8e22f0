package io.fluxmart.carts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.money.Money;
import io.fluxmart.products.Offer;
import io.fluxmart.products.StockLine;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PricedCartTests {

    private static final Currency USD = Currency.getInstance("USD");

    @Test
    void costsNothingWhenItIsEmpty() {
        assertThat(PricedCart.of(List.of(), Map.of(), USD)).isEqualTo(new PricedCart(List.of(), Money.of(0, "USD")));
    }

    @Test
    void countsAShortLineButNotOneWhoseProductIsGone() {
        PricedCart cart = PricedCart.of(
                List.of(new StockLine(1, 2), new StockLine(2, 3), new StockLine(3, 1)),
                Map.of(1L, new Offer("Mug", Money.of(10, "USD"), 2), 2L, new Offer("Pot", Money.of(100, "USD"), 2)),
                USD);

        assertThat(cart.total()).isEqualTo(Money.of(320, "USD"));
        assertThat(cart.items().get(0).shortage()).as("just enough").isNull();
        assertThat(cart.items().get(1).shortage()).isEqualTo(new PricedCart.Shortage("out_of_stock", 2));
        assertThat(cart.items().get(2).shortage()).isEqualTo(new PricedCart.Shortage("unknown_product", null));
    }

    @Test
    void sumsTheDearestCartThereCanBe() {
        List<StockLine> lines = LongStream.range(0, CartStore.MAX_LINES)
                .mapToObj(id -> new StockLine(id, 10_000))
                .toList();
        Map<Long, Offer> offers = lines.stream()
                .map(StockLine::productId)
                .collect(Collectors.toMap(
                        Function.identity(), id -> new Offer("Yacht", Money.of(9_999_999_999L, "USD"), 0)));

        assertThat(PricedCart.of(lines, offers, USD).total()).isEqualTo(Money.of(9_999_999_999_000_000L, "USD"));
    }
}
