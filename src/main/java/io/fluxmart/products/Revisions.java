package io.fluxmart.products;

import io.fluxmart.platform.http.IfMatch;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which revisions an editor is willing to change. The stock in a tag does not count: an edit cannot overwrite it, so a
 * sale meanwhile makes no edit stale.
 */
record Revisions(boolean any, List<Long> numbers) {

    static Revisions of(IfMatch ifMatch) {
        return new Revisions(
                ifMatch.any(),
                ifMatch.tags().stream().flatMap(Revisions::revisionIn).toList());
    }

    /** A tag that is none of ours matches nothing. */
    private static Stream<Long> revisionIn(String tag) {
        try {
            return Stream.of(Long.valueOf(tag.substring(0, Math.max(0, tag.indexOf('.')))));
        } catch (NumberFormatException notOurs) {
            return Stream.empty();
        }
    }
}
