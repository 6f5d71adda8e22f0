package io.fluxmart.jobs;

import io.fluxmart.paging.Cursor;
import java.time.Instant;

/**
 * A job that was tried often enough.
 *
 * @param error why the last attempt failed
 */
record DeadJob(String id, String kind, String payload, int attempts, String error, Instant enqueuedAt, Instant diedAt) {

    /** Where it stands in the list of dead jobs, newest first. */
    record Place(long diedAt, String id) {

        static Place of(Cursor cursor) {
            return new Place(cursor.number(0), cursor.text(1));
        }
    }

    String cursor() {
        return Cursor.of(diedAt.toEpochMilli(), id).encoded();
    }
}
