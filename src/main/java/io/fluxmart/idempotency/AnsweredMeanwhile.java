package io.fluxmart.idempotency;

/** A key that seemed free has got its answer since; nothing may be written for it, and the answer can be read now. */
public final class AnsweredMeanwhile extends RuntimeException {

    AnsweredMeanwhile() {
        super("A key was answered by another transaction", null, false, false);
    }
}
