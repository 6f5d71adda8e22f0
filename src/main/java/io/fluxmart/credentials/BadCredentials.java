package io.fluxmart.credentials;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** Unknown login, wrong password and closed account look the same. */
final class BadCredentials extends Failure {

    BadCredentials() {
        super(Kind.UNAUTHENTICATED, "bad_credentials", "Login or password is wrong.");
    }
}
