package io.fluxmart.products;

import io.fluxmart.paging.Cursor;
import java.util.Arrays;

/** The orders in which the catalogue can be read. Each ends in the id, so that no two products share a place. */
enum ProductSort {
    NEWEST("newest", "id DESC", "id < :afterId AND :afterKey = 0"),
    CHEAPEST("price", "price_amount, id", "(price_amount, id) > (:afterKey, :afterId)"),
    DEAREST("-price", "price_amount DESC, id DESC", "(price_amount, id) < (:afterKey, :afterId)");

    /** The sort key of the last product seen. */
    record Place(long key, long id) {}

    private final String word;
    private final String orderBy;
    private final String after;

    ProductSort(String word, String orderBy, String after) {
        this.word = word;
        this.orderBy = orderBy;
        this.after = after;
    }

    static ProductSort of(String word) {
        return Arrays.stream(values())
                .filter(sort -> sort.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    String orderBy() {
        return orderBy;
    }

    String after() {
        return after;
    }

    String cursorOf(Product product) {
        return Cursor.of(word, keyOf(product), product.id()).encoded();
    }

    Place placeOf(String cursor) {
        return Cursor.decode(cursor, 3, this::placeOf);
    }

    private Place placeOf(Cursor cursor) {
        if (!cursor.text(0).equals(word)) {
            throw new IllegalArgumentException("The cursor is one of another order.");
        }
        return new Place(cursor.number(1), cursor.number(2));
    }

    private long keyOf(Product product) {
        return this == NEWEST ? 0 : product.price().amount();
    }
}
