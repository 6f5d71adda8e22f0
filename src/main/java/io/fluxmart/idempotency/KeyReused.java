package io.fluxmart.idempotency;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** The key stands for another request already. */
final class KeyReused extends Failure {

    KeyReused() {
        super(Kind.INVALID, "idempotency_key_reused", "This Idempotency-Key was used for another request.");
    }
}
