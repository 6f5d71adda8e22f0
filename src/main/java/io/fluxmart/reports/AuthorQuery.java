package io.fluxmart.reports;

import io.fluxmart.users.UserStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code GET /api/posts/stats} or {@code GET /api/reports/authors} was asked for.
 *
 * @param minPosts only those with so many posts
 * @param activeSince only those whose last post is not older
 * @param status only accounts of that status; the statistics for everybody do not ask
 */
record AuthorQuery(int minPosts, Instant activeSince, Optional<UserStatus> status, int limit) {}
