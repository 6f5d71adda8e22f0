/**
 * Decides that one key has one effect and one answer.
 * Its data: PostgreSQL, table idempotency_keys, kept for 24 hours.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.idempotency;

import org.jspecify.annotations.NullMarked;
