package io.fluxmart.auth;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** Known, but not allowed. */
final class Forbidden extends Failure {

    Forbidden() {
        super(Kind.FORBIDDEN, "forbidden", "Your roles do not allow this.");
    }
}
