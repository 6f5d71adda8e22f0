package io.fluxmart.posts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /api/posts/search} was asked for.
 *
 * @param q part of the title or the content, literally, in any case
 * @param tags none for posts with whatever tags
 * @param allTags whether a post needs every one of the tags, or any
 * @param author part of the author's username
 * @param from published at or after
 * @param to published before
 */
record PostSearch(
        Optional<String> q,
        List<String> tags,
        boolean allTags,
        Optional<String> author,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit) {}
