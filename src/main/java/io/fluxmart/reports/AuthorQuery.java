package io.fluxmart.reports;

import io.fluxmart.users.UserStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code GET /api/reports/authors} was asked for.
 *
 * @param minPosts only those with so many posts
 * @param activeSince only those who have begun a post since
 * @param status only accounts of that status
 */
record AuthorQuery(int minPosts, Instant activeSince, Optional<UserStatus> status, int limit) {}
