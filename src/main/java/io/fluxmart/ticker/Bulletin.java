package io.fluxmart.ticker;

import java.util.List;

/** All products that were changed by events {@code after < seq <= upTo}; it is of use to whoever knows up to {@code after}. */
record Bulletin(long after, long upTo, List<Change> changes) {}
