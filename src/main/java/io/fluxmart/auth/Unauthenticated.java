package io.fluxmart.auth;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** No access token and no session, or one that is expired, forged or meant for somebody else. */
final class Unauthenticated extends Failure {

    Unauthenticated() {
        super(
                Kind.UNAUTHENTICATED,
                "unauthenticated",
                "Send a valid access token (Authorization: Bearer …, from POST /api/tokens) or session cookie (POST /api/session).");
    }
}
