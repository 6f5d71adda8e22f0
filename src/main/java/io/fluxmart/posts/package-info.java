/**
 * Decides who writes, reads, edits and comments on posts, and finds them again.
 * Its data: MongoDB, collection posts; comments and tags are inside their post.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.posts;

import org.jspecify.annotations.NullMarked;
