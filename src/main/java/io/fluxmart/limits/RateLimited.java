package io.fluxmart.limits;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.time.Duration;

/** The client has used up a quota; it gets another when the window is over. */
final class RateLimited extends Failure {

    RateLimited(Standing standing) {
        super(
                Kind.TOO_MANY,
                "rate_limited",
                "Too many requests; see RateLimit and Retry-After.",
                Duration.ofSeconds(Math.max(1, standing.secondsLeft())));
    }
}
