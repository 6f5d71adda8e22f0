package io.fluxmart.problem;

import java.util.List;

/** The request was understood, but some of its values are not acceptable. */
public final class InvalidRequest extends Failure {

    public InvalidRequest(List<Violation> violations) {
        super(Kind.INVALID, "invalid_request", "Some of the values are not acceptable; see errors.", violations);
    }

    public InvalidRequest(String pointer, String code, String message) {
        this(List.of(new Violation(pointer, code, message)));
    }

    private InvalidRequest(String code, String detail, Violation violation) {
        super(Kind.INVALID, code, detail, List.of(violation));
    }

    /** For a reason that a client acts upon: its word is the code of the whole failure. */
    public static InvalidRequest because(String code, String pointer, String message) {
        return new InvalidRequest(code, message, new Violation(pointer, code, message));
    }
}
