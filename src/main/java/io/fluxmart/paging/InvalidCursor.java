package io.fluxmart.paging;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** The cursor was not handed out by this service for this list. */
public final class InvalidCursor extends Failure {

    public InvalidCursor() {
        super(Kind.MALFORMED, "invalid_cursor", "The cursor is not one that this list handed out.");
    }
}
