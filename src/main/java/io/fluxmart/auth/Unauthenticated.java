package io.fluxmart.auth;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** No access token, or one that is expired, forged or meant for somebody else. */
final class Unauthenticated extends Failure {

    Unauthenticated() {
        super(
                Kind.UNAUTHENTICATED,
                "unauthenticated",
                "Send a valid access token: Authorization: Bearer …, from POST /api/tokens.");
    }
}
