package io.fluxmart.intakes;

import java.util.List;

/**
 * What became of the rows of one batch; those neither migrated nor rejected are there already, in one way or another.
 *
 * @param migrated rows that the target has because of this import, as the target itself says
 * @param rejects at least one for each rejected row
 */
public record Taken(long migrated, List<Reject> rejects) {

    public long rejected() {
        return rejects.stream().map(Reject::row).distinct().count();
    }
}
