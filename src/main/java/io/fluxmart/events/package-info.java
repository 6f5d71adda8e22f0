/**
 * Decides in which order the world hears of committed changes: outbox, relay, numbered log.
 * Its data: PostgreSQL, tables outbox, event_log and event_log_head.
 * Publishes a wake-up on the Redis channel notifications after each move.
 */
@NullMarked
package io.fluxmart.events;

import org.jspecify.annotations.NullMarked;
