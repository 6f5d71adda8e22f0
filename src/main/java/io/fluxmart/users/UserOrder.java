package io.fluxmart.users;

import io.fluxmart.paging.Cursor;
import java.util.UUID;

/** In which order users are listed. The id comes last, so that no two share a place. */
record UserOrder(UserSort sort, boolean isDescending) {

    private static final String ASCENDING = "asc";
    private static final String DESCENDING = "desc";

    /** The last user seen: their sort key, ready to be bound, and their id. */
    record Place(Object key, UUID id) {}

    static boolean isDescending(String word) {
        return switch (word) {
            case ASCENDING -> false;
            case DESCENDING -> true;
            default -> throw new IllegalArgumentException(word);
        };
    }

    String orderBy() {
        return "%s %s, id %2$s".formatted(sort.key(), direction());
    }

    /** Users behind a place, bound as {@code afterKey} and {@code afterId}. */
    String behind() {
        return "(%s, id) %s (%s, :afterId)".formatted(sort.key(), isDescending ? "<" : ">", sort.boundKey());
    }

    String cursorOf(User user) {
        return Cursor.of(sort.word(), direction(), sort.keyOf(user), user.id()).encoded();
    }

    Place placeOf(String cursor) {
        return Cursor.decode(cursor, 4, this::placeOf);
    }

    private Place placeOf(Cursor cursor) {
        if (!cursor.text(0).equals(sort.word()) || !cursor.text(1).equals(direction())) {
            throw new IllegalArgumentException("The cursor is one of another order.");
        }
        return new Place(sort.read(cursor.text(2)), UUID.fromString(cursor.text(3)));
    }

    private String direction() {
        return isDescending ? DESCENDING : ASCENDING;
    }
}
