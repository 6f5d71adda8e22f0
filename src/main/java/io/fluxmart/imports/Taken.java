package io.fluxmart.imports;

import java.util.List;

/**
 * What became of the rows of one batch; those neither migrated nor rejected are there already, in one way or another.
 *
 * @param migrated rows that the target has because of this import, as the target itself says
 * @param rejects at least one for each rejected row
 */
record Taken(long migrated, List<Reject> rejects) {

    long rejected() {
        return rejects.stream().map(Reject::row).distinct().count();
    }
}
