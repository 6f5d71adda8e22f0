package io.fluxmart.rankings;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** Somebody rebuilds the rankings already, or died over it a moment ago. */
public final class RebuildUnderWay extends Failure {

    RebuildUnderWay() {
        super(Kind.CONFLICT, "rebuild_under_way", "The rankings are being rebuilt already.");
    }
}
