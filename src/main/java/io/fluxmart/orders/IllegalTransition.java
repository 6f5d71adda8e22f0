package io.fluxmart.orders;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** An order cannot go from where it stands to where it was sent. */
final class IllegalTransition extends Failure {

    IllegalTransition(OrderStatus from) {
        super(
                Kind.CONFLICT,
                "illegal_transition",
                "Cannot cancel order in status " + from.word() + "; only pending orders can be cancelled.");
    }
}
