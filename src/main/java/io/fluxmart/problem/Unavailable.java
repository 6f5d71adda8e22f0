package io.fluxmart.problem;

import java.time.Duration;

/** Refused at once because something is full or away; the same request may pass a moment later. */
public final class Unavailable extends Failure {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    public Unavailable(String code, String detail) {
        super(Kind.UNAVAILABLE, code, detail, A_MOMENT);
    }

    /** A store is away, frozen or too busy; whether it did what it was asked for is not known. */
    public static Unavailable becauseOfAStore() {
        return new Unavailable("store_unavailable", "A store did not answer in time. Try again.");
    }
}
