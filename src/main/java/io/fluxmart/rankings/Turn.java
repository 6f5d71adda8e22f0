package io.fluxmart.rankings;

import org.jspecify.annotations.Nullable;

/**
 * Whether this node is the one to follow the log.
 *
 * @param position null when Redis holds no rankings, or not all of them
 */
record Turn(boolean isOurs, @Nullable Position position) {}
