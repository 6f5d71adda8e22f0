package io.fluxmart.showcase;

import io.fluxmart.reviews.Rating;

/** What a page shows out of MongoDB, each part by itself. */
record PageDocuments(PagePart<Details> details, PagePart<Rating> rating) {

    boolean isPartial() {
        return details.isAway() || rating.isAway();
    }

    /** A place for each part. */
    String entityTag() {
        return details.entityTag(Details::revision) + "." + rating.entityTag(Rating::count);
    }
}
