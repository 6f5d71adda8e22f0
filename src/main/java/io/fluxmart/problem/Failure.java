package io.fluxmart.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal in the business's own words. It carries no stack trace: it is an answer, not a bug. */
public class Failure extends RuntimeException {

    private final Kind kind;
    private final String code;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;

    public Failure(Kind kind, String code, String detail) {
        this(kind, code, detail, List.of(), null);
    }

    public Failure(Kind kind, String code, String detail, List<Violation> violations) {
        this(kind, code, detail, violations, null);
    }

    public Failure(Kind kind, String code, String detail, Duration retryAfter) {
        this(kind, code, detail, List.of(), retryAfter);
    }

    private Failure(Kind kind, String code, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** Stable word that a program can act on. */
    public String code() {
        return code;
    }

    public String detail() {
        String detail = getMessage();
        return detail == null ? code : detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** How long to wait before the same request may pass, if waiting helps. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
