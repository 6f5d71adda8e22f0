package io.fluxmart.wallets;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** With that amount more, the wallet would hold more than it can. */
final class WalletFull extends Failure {

    WalletFull() {
        super(Kind.CONFLICT, "wallet_full", "The receiving wallet cannot hold that much more.");
    }
}
