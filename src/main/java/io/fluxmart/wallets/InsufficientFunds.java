package io.fluxmart.wallets;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** The wallet holds less than that. */
final class InsufficientFunds extends Failure {

    /** Both in minor units. */
    InsufficientFunds(long wanted, long left) {
        super(
                Kind.CONFLICT,
                "insufficient_funds",
                "Insufficient funds: %d wanted, %d left, in minor units.".formatted(wanted, left));
    }
}
