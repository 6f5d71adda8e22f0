package io.fluxmart.caching;

import tools.jackson.core.type.TypeReference;

/**
 * How the values of a cache are written in Redis.
 *
 * @param format to be counted up when a component of the record changes its meaning; other changes of its shape show by
 *     themselves
 */
public record CopyShape<V>(int format, TypeReference<V> type) {}
