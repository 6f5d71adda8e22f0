/**
 * Decides when work runs that nobody waits for, how often it is tried, and what becomes of what keeps failing.
 * Its data: Redis, three sorted sets of ids and one hash of jobs; what must not be lost is owed elsewhere and queued anew.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.jobs;

import org.jspecify.annotations.NullMarked;
