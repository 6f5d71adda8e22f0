package io.fluxmart.sources;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a row in its source.
 *
 * @param type as the source names it: {@code number}, {@code string}, {@code objectId}, {@code uuid}
 * @param text its value, in the one way of writing it that the type has
 */
public record SourceId(String type, String text) {

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{24}");

    /** An object id begins with the second in which it was made (MongoDB manual, "ObjectId"); no other id tells. */
    public Optional<Instant> madeAt() {
        return type.equals("objectId") && OBJECT_ID.matcher(text).matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text.substring(0, 8), 16)))
                : Optional.empty();
    }

    public static SourceId number(long value) {
        return new SourceId("number", Long.toString(value));
    }

    /** Equal numbers have the same id, whatever their scale. */
    public static SourceId number(BigDecimal value) {
        BigDecimal number = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return new SourceId("number", number.toPlainString());
    }

    public static SourceId string(String value) {
        return new SourceId("string", value);
    }

    public static SourceId uuid(UUID value) {
        return new SourceId("uuid", value.toString());
    }
}
