package io.fluxmart.idempotency;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.time.Duration;

/** Another request with this key is being carried out right now. */
final class StillRunning extends Failure {

    StillRunning() {
        super(
                Kind.CONFLICT,
                "idempotency_key_in_use",
                "A request with this Idempotency-Key is still running; ask again for its answer.",
                Duration.ofSeconds(1));
    }
}
