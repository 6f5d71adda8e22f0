package io.fluxmart.posts;

import static java.util.Objects.requireNonNull;

import io.fluxmart.paging.Cursor;
import java.time.Instant;
import java.util.UUID;

/** Where a list of posts goes on: behind the last one seen. A cursor of one list is refused by the other. */
record PostPlace(Instant publishedAt, UUID id) {

    private static final String PUBLISHED = "published";
    private static final String OWN = "own";

    static String cursorOf(PostView post) {
        return Cursor.of(PUBLISHED, requireNonNull(post.publishedAt()).toEpochMilli(), post.id())
                .encoded();
    }

    static PostPlace of(String cursor) {
        return Cursor.decode(cursor, 3, parts -> {
            requireList(PUBLISHED, parts);
            return new PostPlace(Instant.ofEpochMilli(parts.number(1)), UUID.fromString(parts.text(2)));
        });
    }

    static String ownCursorOf(PostView post) {
        return Cursor.of(OWN, post.id()).encoded();
    }

    static UUID ownPlaceOf(String cursor) {
        return Cursor.decode(cursor, 2, parts -> {
            requireList(OWN, parts);
            return UUID.fromString(parts.text(1));
        });
    }

    private static void requireList(String list, Cursor cursor) {
        if (!cursor.text(0).equals(list)) {
            throw new IllegalArgumentException("The cursor is one of another list.");
        }
    }
}
