package io.fluxmart.orders;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.Violation;
import io.fluxmart.products.Offer;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Some lines cannot be had, and all of them are named at once; or the basket was ordered before. */
public final class OrderRefused extends Failure {

    private OrderRefused(Kind kind, String code, String detail, List<Violation> lines) {
        super(kind, code, detail, lines);
    }

    static OrderRefused becauseItStands() {
        return new OrderRefused(Kind.CONFLICT, "already_ordered", "This was ordered before.", List.of());
    }

    /**
     * @param missing lines that cannot be had, at least one
     * @param offers what there is of each; empty for an unknown product
     */
    static OrderRefused becauseOf(List<StockLine> missing, Function<StockLine, Optional<Offer>> offers, Basket basket) {
        List<Violation> lines = missing.stream()
                .map(line -> violation(line, offers.apply(line), basket))
                .toList();
        boolean allKnown = missing.stream().allMatch(line -> offers.apply(line).isPresent());
        return allKnown
                ? new OrderRefused(Kind.CONFLICT, "out_of_stock", "There is not enough stock; see errors.", lines)
                : new OrderRefused(Kind.INVALID, "unknown_product", "Some products do not exist; see errors.", lines);
    }

    private static Violation violation(StockLine line, Optional<Offer> there, Basket basket) {
        String pointer = basket.pointerTo(line.productId());
        return there.map(offer -> new Violation(pointer, "out_of_stock", shortage(line, offer)))
                .orElseGet(
                        () -> new Violation(pointer, "unknown_product", "Product " + line.productId() + " not found"));
    }

    private static String shortage(StockLine line, Offer offer) {
        return "Insufficient stock for %s: %d wanted, %d left".formatted(offer.name(), line.quantity(), offer.stock());
    }
}
