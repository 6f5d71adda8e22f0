package io.fluxmart.jobs;

/**
 * A job in the hands of this node.
 *
 * @param receipt unique for ever. Attempts would not do to tell an old holder from the present one: they start again when
 *     a dead job is queued anew, and when Redis comes back empty.
 */
record Claim(Job job, String receipt) {}
