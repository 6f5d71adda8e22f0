package io.fluxmart.problem;

/** Not there, or not theirs: the two look the same. */
public final class NotFound extends Failure {

    public NotFound(String what) {
        super(Kind.NOT_FOUND, "not_found", what + " was not found.");
    }
}
