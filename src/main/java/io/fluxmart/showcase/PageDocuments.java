package io.fluxmart.showcase;

import io.fluxmart.reviews.Rating;

/** What a page shows out of MongoDB, each part by itself. */
record PageDocuments(PagePart<Details> details, PagePart<Rating> rating) {

    /** The rating, the product on the page, and the objects around them. */
    private static final int BASE_BYTES = 3_000;

    /** As text or as a tree of small values, and once more on the page. */
    private static final int BYTES_PER_CHARACTER = 4;

    boolean isPartial() {
        return details.isAway() || rating.isAway();
    }

    /** Roughly, with the page that is made of them. */
    int bytesInMemory() {
        Details shown = details.value();
        return BASE_BYTES + (shown == null ? 0 : BYTES_PER_CHARACTER * shown.length());
    }

    /** A place for each part. */
    String entityTag() {
        return details.entityTag(Details::revision) + "." + rating.entityTag(Rating::count);
    }
}
