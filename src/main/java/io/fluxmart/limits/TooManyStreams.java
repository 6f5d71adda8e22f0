package io.fluxmart.limits;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.time.Duration;

/** The client holds as many streams of this node as it may; the next passes when one of them has ended. */
final class TooManyStreams extends Failure {

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    TooManyStreams() {
        super(Kind.TOO_MANY, "too_many_streams", "You have too many streams open; close one of them.", A_WHILE);
    }
}
