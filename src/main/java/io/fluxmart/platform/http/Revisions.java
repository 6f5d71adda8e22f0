package io.fluxmart.platform.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which revisions an editor is willing to change. An entity tag leads with the revision; what follows behind a dot (a
 * stock, a last login) changes the representation, but no edit could overwrite it, and so it makes no edit stale.
 */
public record Revisions(boolean any, List<Long> numbers) {

    static Revisions of(IfMatch ifMatch) {
        return new Revisions(
                ifMatch.any(),
                ifMatch.tags().stream().flatMap(Revisions::revisionIn).toList());
    }

    public boolean include(long revision) {
        return any || numbers.contains(revision);
    }

    /** A tag that is none of ours matches nothing. */
    private static Stream<Long> revisionIn(String tag) {
        int dot = tag.indexOf('.');
        try {
            return Stream.of(Long.valueOf(dot < 0 ? tag : tag.substring(0, dot)));
        } catch (NumberFormatException notOurs) {
            return Stream.empty();
        }
    }
}
