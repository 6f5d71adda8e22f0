package io.fluxmart.jobs;

/**
 * How many jobs there are, on all nodes together.
 *
 * @param waiting due, or to be tried again later
 * @param running in the hands of a node, or of one that died a moment ago
 * @param dead given up
 */
record JobCounts(long waiting, long running, long dead) {}
