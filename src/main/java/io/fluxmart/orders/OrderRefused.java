package io.fluxmart.orders;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.Violation;
import io.fluxmart.products.Offer;
import io.fluxmart.products.Reservation;
import java.util.List;

/** Some lines cannot be had, and all of them are named at once; or the basket was ordered before. */
public final class OrderRefused extends Failure {

    private OrderRefused(Kind kind, String code, String detail, List<Violation> lines) {
        super(kind, code, detail, lines);
    }

    static OrderRefused becauseItStands() {
        return new OrderRefused(Kind.CONFLICT, "already_ordered", "This was ordered before.", List.of());
    }

    /** @param missing the reservations that were not taken, at least one */
    static OrderRefused becauseOf(List<Reservation> missing, Basket basket) {
        List<Violation> lines =
                missing.stream().map(line -> violation(line, basket)).toList();
        boolean allKnown = missing.stream().allMatch(line -> line.offer().isPresent());
        return allKnown
                ? new OrderRefused(Kind.CONFLICT, "out_of_stock", "There is not enough stock; see errors.", lines)
                : new OrderRefused(Kind.INVALID, "unknown_product", "Some products do not exist; see errors.", lines);
    }

    private static Violation violation(Reservation missing, Basket basket) {
        long productId = missing.line().productId();
        String pointer = basket.pointerTo(productId);
        return missing.offer()
                .map(offer -> new Violation(pointer, "out_of_stock", shortage(missing, offer)))
                .orElseGet(() -> new Violation(pointer, "unknown_product", "Product " + productId + " not found"));
    }

    private static String shortage(Reservation missing, Offer offer) {
        return "Insufficient stock for %s: %d wanted, %d left"
                .formatted(offer.name(), missing.line().quantity(), offer.stock());
    }
}
