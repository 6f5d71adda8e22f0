package io.fluxmart.reports;

import io.fluxmart.authors.Author;
import java.time.Instant;

/**
 * What somebody has published.
 *
 * @param averageComments a post, not rounded
 * @param distinctTags on all the posts together
 */
record AuthorStats(Author author, long posts, double averageComments, int distinctTags, Instant lastPostAt) {}
