/**
 * Decides how lists are cut into pages: opaque cursors, bounded limits.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.paging;

import org.jspecify.annotations.NullMarked;
