package io.fluxmart.carts;

import io.fluxmart.money.Money;
import io.fluxmart.products.Offer;
import io.fluxmart.products.StockLine;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is shown.
 *
 * @param items in the order of the product ids
 * @param total of the lines that have a price, short ones included. 100 lines of 10,000 pieces at the highest price are
 *     10^16 minor units, far below what a long holds.
 */
record PricedCart(List<Line> items, Money total) {

    /** @param offers what is for sale, by product id */
    static PricedCart of(List<StockLine> lines, Map<Long, Offer> offers, Currency currency) {
        List<Line> items = lines.stream()
                .map(line -> Line.of(line, offers.get(line.productId())))
                .toList();
        Money total =
                items.stream().map(Line::total).filter(Objects::nonNull).reduce(new Money(0, currency), Money::plus);
        return new PricedCart(items, total);
    }

    /** One product at the price of the moment; without name and price when it is gone. */
    record Line(
            long productId,
            @Nullable String productName,
            int quantity,
            @Nullable Money unitPrice,
            @Nullable Money total,
            @Nullable Shortage shortage) {

        private static Line of(StockLine line, @Nullable Offer offer) {
            return offer == null ? gone(line) : offered(line, offer);
        }

        private static Line gone(StockLine line) {
            return new Line(line.productId(), null, line.quantity(), null, null, Shortage.UNKNOWN_PRODUCT);
        }

        private static Line offered(StockLine line, Offer offer) {
            int quantity = line.quantity();
            Shortage shortage = offer.stock() >= quantity ? null : Shortage.outOfStock(offer.stock());
            Money total = offer.price().times(quantity);
            return new Line(line.productId(), offer.name(), quantity, offer.price(), total, shortage);
        }
    }

    /** Why an order would refuse the line, in the order's own codes. */
    record Shortage(String code, @Nullable Integer available) {

        private static final Shortage UNKNOWN_PRODUCT = new Shortage("unknown_product", null);

        private static Shortage outOfStock(int available) {
            return new Shortage("out_of_stock", available);
        }
    }
}
