package io.fluxmart.unseeding;

/**
 * How far a step is.
 *
 * @param step what is being removed; last of all "rankings", which are rebuilt
 * @param wanted how many there are to do: two collections for "documents"
 * @param isMissing its store did not answer; the rankings only, which can be rebuilt later
 */
public record Unseeded(String step, long done, long wanted, boolean isMissing) {

    static Unseeded begun(String step, long wanted) {
        return new Unseeded(step, 0, wanted, false);
    }

    Unseeded plus(long removed) {
        return new Unseeded(step, done + removed, wanted, isMissing);
    }
}
