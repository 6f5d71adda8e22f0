package io.fluxmart.jobs;

import java.time.Duration;

/**
 * Work to be done later.
 *
 * @param id names the work itself, such as {@code mail:17}: while a job of that id is queued, another is none
 * @param kind which runner it is for
 * @param payload what the runner needs to find its work, at most 10 000 characters; facts stay where they are kept
 * @param delay how long it waits at least
 */
public record NewJob(String id, String kind, String payload, Duration delay) {

    private static final int MAX_ID = 200;
    private static final int MAX_PAYLOAD = 10_000;

    public NewJob {
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("A job's id has 1 to 200 characters");
        }
        if (payload.length() > MAX_PAYLOAD) {
            throw new IllegalArgumentException("A job's payload has at most 10 000 characters");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A job cannot be due before it is queued");
        }
    }

    /** Due at once. */
    public NewJob(String id, String kind, String payload) {
        this(id, kind, payload, Duration.ZERO);
    }
}
