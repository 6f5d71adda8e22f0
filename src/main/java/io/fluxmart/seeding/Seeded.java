package io.fluxmart.seeding;

/**
 * How far a part is.
 *
 * @param done of those that are wanted, those that were already there included
 * @param wanted how many there are to be
 * @param added by this run
 * @param isMissing its store did not answer, and what is not done is left for another run
 */
public record Seeded(Part part, long done, long wanted, long added, boolean isMissing) {

    /** So many were looked at, and so many of them came in. */
    record Batch(long size, long added) {}

    static Seeded begun(Part part, long wanted) {
        return new Seeded(part, 0, wanted, 0, false);
    }

    static Seeded missing(Part part, long wanted) {
        return new Seeded(part, 0, wanted, 0, true);
    }

    Seeded plus(Batch batch) {
        return new Seeded(part, done + batch.size(), wanted, added + batch.added(), isMissing);
    }

    public long wasThere() {
        return done - added;
    }
}
