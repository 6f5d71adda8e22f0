package io.fluxmart.posts;

import java.time.Instant;

/**
 * What {@code GET /api/posts/stats} was asked for.
 *
 * @param minPosts only authors with so many published posts
 * @param activeSince only authors whose last post is not older
 */
record StatsQuery(int minPosts, Instant activeSince, int limit) {}
