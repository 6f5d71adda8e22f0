package io.fluxmart.orders;

import io.fluxmart.products.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The lines of an order, merged by product and sorted by its id: two lines of three are one of six, so that neither
 * passes where both together do not.
 */
public final class Basket {

    private final TreeMap<Long, Integer> quantities = new TreeMap<>();
    private final List<Long> productOfLine = new ArrayList<>();

    private Basket() {}

    public static Basket of(List<StockLine> lines) {
        Basket basket = new Basket();
        lines.forEach(basket::add);
        return basket;
    }

    private void add(StockLine line) {
        quantities.merge(line.productId(), line.quantity(), Math::addExact);
        productOfLine.add(line.productId());
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
