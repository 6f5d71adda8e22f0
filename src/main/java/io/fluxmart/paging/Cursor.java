package io.fluxmart.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A place in a sorted list: the sort key of the last row seen. It travels as unpadded base64url; clients treat it as
 * opaque.
 */
public record Cursor(List<String> parts) {

    private static final String SEPARATOR = "\u001f";
    private static final int MAX_LENGTH = 1_000;

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(UTF_8));
    }

    /**
     * Reads a cursor that {@link #encoded()} wrote, and turns its parts into a sort key.
     *
     * @throws InvalidCursor when the text was not written by this service for this list
     */
    public static <T> T decode(String encoded, int parts, Function<Cursor, T> key) {
        try {
            Cursor cursor = decode(encoded);
            if (cursor.parts.size() != parts) {
                throw new InvalidCursor();
            }
            return key.apply(cursor);
        } catch (RuntimeException unreadable) {
            throw new InvalidCursor();
        }
    }

    private static Cursor decode(String encoded) {
        if (encoded.length() > MAX_LENGTH) {
            throw new InvalidCursor();
        }
        String joined = new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
        if (joined.indexOf('\0') >= 0) {
            throw new InvalidCursor();
        }
        return new Cursor(List.of(joined.split(SEPARATOR, -1)));
    }

    public String text(int part) {
        return parts.get(part);
    }

    public long number(int part) {
        return Long.parseLong(parts.get(part));
    }
}
