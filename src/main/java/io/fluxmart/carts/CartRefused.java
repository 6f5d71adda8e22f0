package io.fluxmart.carts;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.util.UUID;

/** The cart does not allow it. */
final class CartRefused extends Failure {

    private CartRefused(String code, String detail) {
        super(Kind.CONFLICT, code, detail);
    }

    static CartRefused becauseItIsEmpty() {
        return new CartRefused("cart_empty", "There is nothing in the cart.");
    }

    static CartRefused becauseItIsFull() {
        return new CartRefused("cart_full", "A cart has at most " + CartStore.MAX_LINES + " lines.");
    }

    static CartRefused becauseItWasOrderedAs(UUID orderId) {
        return new CartRefused(
                "cart_already_ordered",
                "This cart was ordered before, as order " + orderId + "; what was bought is no longer in it.");
    }
}
