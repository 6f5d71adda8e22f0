package io.fluxmart.orders;

import static java.util.Objects.requireNonNull;

import io.fluxmart.products.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The lines of an order, merged by product and sorted by its id: two lines of three are one of six, so that neither
 * passes where both together do not.
 */
final class Basket {

    private final TreeMap<Long, Integer> quantities = new TreeMap<>();
    private final List<Long> productOfLine = new ArrayList<>();

    private Basket() {}

    static Basket of(PlaceOrder request) {
        Basket basket = new Basket();
        requireNonNull(request.items()).forEach(basket::add);
        return basket;
    }

    private void add(PlaceOrder.Line line) {
        long productId = requireNonNull(line.productId());
        quantities.merge(productId, requireNonNull(line.quantity()).intValue(), Math::addExact);
        productOfLine.add(productId);
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
