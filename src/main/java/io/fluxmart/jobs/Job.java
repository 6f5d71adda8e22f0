package io.fluxmart.jobs;

/**
 * Work as a runner gets it.
 *
 * @param id the same for the same work, whoever queues it and however often
 * @param payload whatever was queued with it
 * @param attempt 1 at first
 */
public record Job(String id, String kind, String payload, int attempt) {}
