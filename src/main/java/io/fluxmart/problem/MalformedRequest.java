package io.fluxmart.problem;

import java.util.List;

/** The request could not be understood. */
public final class MalformedRequest extends Failure {

    public MalformedRequest(String code, String detail) {
        super(Kind.MALFORMED, code, detail);
    }

    public MalformedRequest(String code, String detail, Violation violation) {
        super(Kind.MALFORMED, code, detail, List.of(violation));
    }
}
