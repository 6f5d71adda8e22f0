/**
 * Decides how long an answer may be read from memory or from Redis instead of PostgreSQL, and what makes it void.
 * Its data: Redis, keys cache:*, all of which may be lost.
 * Publishes nothing; it follows the event log.
 */
@NullMarked
package io.fluxmart.caching;

import org.jspecify.annotations.NullMarked;
