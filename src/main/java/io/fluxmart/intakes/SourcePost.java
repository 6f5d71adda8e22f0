package io.fluxmart.intakes;

import io.fluxmart.posts.AdoptedComment;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A post as its row tells it.
 *
 * @param post valid, but for who wrote in it
 * @param commenters as many as it has comments, in their order
 */
record SourcePost(SourceRow row, Reference author, List<Reference> commenters, AdoptedPost post) {

    Stream<Reference> writers() {
        return Stream.concat(Stream.of(author), commenters.stream());
    }

    /**
     * Under the ids of those who are here. A comment stays where its author is not: it is shown as those are whose authors
     * closed their accounts, and finds its author when they come with a later import.
     */
    AdoptedPost among(Set<UUID> known, String source) {
        List<AdoptedComment> comments = IntStream.range(0, commenters.size())
                .mapToObj(i -> post.comments().get(i).by(commenters.get(i).likeliest(known, source)))
                .toList();
        return post.by(author.likeliest(known, source)).with(comments);
    }
}
