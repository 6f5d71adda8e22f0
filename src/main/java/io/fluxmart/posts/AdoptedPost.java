package io.fluxmart.posts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post that was written elsewhere. The same rules hold as for those written here; whoever makes one has it validated,
 * and counts tags and comments before: thousands of bad ones take the validator quadratic time.
 *
 * @param tags each in its place as it came, so that an error names the right one; duplicates go later
 * @param createdAt also when it was published, if it is
 * @param updatedAt as {@code createdAt} where it is null
 * @param comments at most as many as {@link PostSettings#maxComments()}
 */
public record AdoptedPost(
        @NotNull @Nullable UUID id,
        @NotNull @Nullable UUID author,
        @Title @Nullable String title,
        @Content @Nullable String content,
        @Size(max = Tags.MOST) List<@Tag String> tags,
        boolean published,
        @NotNull @PastOrPresent @Nullable Instant createdAt,
        @PastOrPresent @Nullable Instant updatedAt,
        List<@Valid AdoptedComment> comments) {

    public static final int MOST_TAGS = Tags.MOST;

    public AdoptedPost {
        title = title == null ? null : title.strip();
        content = content == null ? null : content.strip();
        tags = tags.stream().map(Tags::normalisedOrNull).toList();
        comments = List.copyOf(comments);
    }

    public AdoptedPost by(UUID writer) {
        return new AdoptedPost(id, writer, title, content, tags, published, createdAt, updatedAt, comments);
    }

    public AdoptedPost with(List<AdoptedComment> others) {
        return new AdoptedPost(id, author, title, content, tags, published, createdAt, updatedAt, others);
    }
}
