package io.fluxmart.imports;

import io.fluxmart.paging.Cursor;
import java.time.Instant;
import java.util.UUID;

/** A place in the list of imports, newest first. */
record ImportPlace(Instant createdAt, UUID id) {

    /** Before the newest import there can be. */
    static final ImportPlace TOP = new ImportPlace(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    static String cursorOf(Import listed) {
        return Cursor.of(listed.createdAt(), listed.id()).encoded();
    }

    static ImportPlace of(String cursor) {
        return Cursor.decode(cursor, 2, ImportPlace::of);
    }

    private static ImportPlace of(Cursor cursor) {
        Instant createdAt = Instant.parse(cursor.text(0));
        if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(TOP.createdAt())) {
            throw new IllegalArgumentException("No import was made then.");
        }
        return new ImportPlace(createdAt, UUID.fromString(cursor.text(1)));
    }
}
