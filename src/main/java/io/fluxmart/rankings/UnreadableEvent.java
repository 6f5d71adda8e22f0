package io.fluxmart.rankings;

/** An event of the log that makes no sense, so that nobody can follow the log past it. */
final class UnreadableEvent extends RuntimeException {

    UnreadableEvent(long seq, Throwable cause) {
        super("Event " + seq + " cannot be read: " + cause, cause);
    }
}
