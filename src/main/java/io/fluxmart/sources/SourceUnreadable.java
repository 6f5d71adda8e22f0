package io.fluxmart.sources;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** The source is there and holds what cannot be imported; trying again does not help. */
public final class SourceUnreadable extends Failure {

    /** @param sentence what is wrong with it; no credentials */
    public SourceUnreadable(String sentence) {
        super(Kind.CONFLICT, "source_unreadable", sentence);
    }
}
