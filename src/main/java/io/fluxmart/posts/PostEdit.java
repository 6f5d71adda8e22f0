package io.fluxmart.posts;

import io.fluxmart.problem.InvalidRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What authors write: {@code POST /api/posts}, and {@code PATCH /api/posts/{id}} laid over what is there, where null
 * removes (RFC 7396). Without a word about it, a post is a draft.
 *
 * @param tags each in its place as it was sent, so that an error names the right one; duplicates go later
 */
record PostEdit(
        @NotBlank @Size(max = 255) @Pattern(regexp = Lines.TITLE, message = Lines.TITLE_MESSAGE) @Nullable
        String title,

        @NotBlank @Size(max = 20_000) @Nullable String content,

        @Nullable
        List<@NotBlank @Size(max = Tags.LONGEST) @Pattern(regexp = Lines.TAG, message = Lines.TAG_MESSAGE) String> tags,

        @Nullable Boolean published) {

    /**
     * Refuses too many tags before each of them is looked at: thousands of bad ones would make as many violations, which
     * take the validator quadratic time.
     */
    PostEdit {
        if (tags != null && tags.size() > Tags.MOST) {
            throw new InvalidRequest("/tags", "size", "A post has at most " + Tags.MOST + " tags");
        }
        title = title == null ? null : title.strip();
        content = content == null ? null : content.strip();
        tags = tags == null
                ? List.of()
                : tags.stream().map(PostEdit::normalised).toList();
        published = published != null && published;
    }

    static PostEdit of(Post post) {
        return new PostEdit(post.title(), post.content(), post.tags(), post.published());
    }

    /** A null inside the list is for the validator to find. */
    private static @Nullable String normalised(@Nullable String tag) {
        return tag == null ? null : Tags.normalised(tag);
    }
}
