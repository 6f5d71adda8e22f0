package io.fluxmart.posts;

import io.fluxmart.problem.InvalidRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What authors write: {@code POST /api/posts}, and {@code PATCH /api/posts/{id}} laid over what is there, where null
 * removes (RFC 7396). Without a word about it, a post is a draft.
 *
 * @param tags each in its place as it was sent, so that an error names the right one; duplicates go later
 */
record PostEdit(
        @Title @Nullable String title,
        @Content @Nullable String content,
        @Nullable List<@Tag String> tags,
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
                : tags.stream().map(Tags::normalisedOrNull).toList();
        published = published != null && published;
    }

    static PostEdit of(Post post) {
        return new PostEdit(post.title(), post.content(), post.tags(), post.published());
    }
}
