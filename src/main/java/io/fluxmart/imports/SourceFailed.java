package io.fluxmart.imports;

import io.fluxmart.sources.SourceAway;

/** The source did not answer, or with an error. Only the kind of error is told: a driver's own words may hold an address. */
final class SourceFailed extends RuntimeException {

    SourceFailed(Throwable cause) {
        super(sentence(cause), cause);
    }

    private static String sentence(Throwable cause) {
        return cause instanceof SourceAway
                ? String.valueOf(cause.getMessage())
                : "The source could not be read: " + cause.getClass().getSimpleName() + ".";
    }
}
