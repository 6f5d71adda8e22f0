package io.fluxmart.reports;

import io.fluxmart.users.UserStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody with an open account who writes posts.
 *
 * @param posts drafts included
 * @param lastPostAt when the newest of them was begun
 */
record AuthorPosts(
        UUID userId,
        String username,
        String email,
        UserStatus status,
        long posts,
        long published,
        Instant lastPostAt) {}
