package io.fluxmart.orders;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.products.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The lines of an order, merged by product and sorted by its id: two lines of three are one of six, so that neither
 * passes where both together do not.
 *
 * <p>A basket bears the id of the order that it becomes. There is one order of an id, so one basket becomes one order.
 */
public final class Basket {

    private final UUID orderId;
    private final TreeMap<Long, Integer> quantities = new TreeMap<>();
    private final List<Long> productOfLine = new ArrayList<>();

    private Basket(UUID orderId) {
        this.orderId = orderId;
    }

    public static Basket of(List<StockLine> lines) {
        return of(Ids.next(), lines);
    }

    /** @param orderId the same whenever the same basket is shown */
    public static Basket of(UUID orderId, List<StockLine> lines) {
        Basket basket = new Basket(orderId);
        lines.forEach(basket::add);
        return basket;
    }

    private void add(StockLine line) {
        quantities.merge(line.productId(), line.quantity(), Math::addExact);
        productOfLine.add(line.productId());
    }

    UUID orderId() {
        return orderId;
    }

    List<StockLine> lines() {
        return quantities.entrySet().stream()
                .map(entry -> new StockLine(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Where the request first named the product, as a JSON pointer. */
    String pointerTo(long productId) {
        return "/items/" + productOfLine.indexOf(productId);
    }
}
