package io.fluxmart.sources.mongo;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Documents as {@link SourceRow}s. */
final class MongoValues {

    private static final int LONGEST_ID = 64;

    private MongoValues() {}

    static SourceRow rowOf(BsonDocument document) {
        return new SourceRow(MongoIdType.idOf(document.get("_id", BsonNull.VALUE)), fieldsOf(document));
    }

    private static Map<String, @Nullable Object> fieldsOf(BsonDocument document) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> fields.put(name, of(value)));
        return fields;
    }

    private static List<@Nullable Object> itemsOf(BsonArray array) {
        List<@Nullable Object> items = new ArrayList<>(array.size());
        array.forEach(value -> items.add(of(value)));
        return items;
    }

    /** What is nothing that a row may hold, such as a regular expression, is an empty map: there, and of no use. */
    private static @Nullable Object of(BsonValue value) {
        return switch (value.getBsonType()) {
            case NULL, UNDEFINED -> null;
            case STRING -> value.asString().getValue();
            case SYMBOL -> value.asSymbol().getSymbol();
            case BOOLEAN -> value.asBoolean().getValue();
            case INT32 -> (long) value.asInt32().getValue();
            case INT64 -> value.asInt64().getValue();
            case DOUBLE -> number(value.asDouble().getValue());
            case DECIMAL128 -> number(value.asDecimal128().getValue());
            case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
            case TIMESTAMP ->
                Instant.ofEpochSecond(Integer.toUnsignedLong(value.asTimestamp().getTime()));
            case OBJECT_ID -> MongoIdType.idOf(value);
            case BINARY -> binary(value.asBinary());
            case DOCUMENT -> fieldsOf(value.asDocument());
            case ARRAY -> itemsOf(value.asArray());
            default -> Map.of();
        };
    }

    /** By its shortest notation, which is what was meant: 19.99, not the nearest of the binary fractions. */
    private static Object number(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value) : Double.toString(value);
    }

    private static Object number(Decimal128 value) {
        return value.isNaN() || value.isInfinite() ? value.toString() : decimal(value);
    }

    /** {@link BigDecimal} knows no negative zero, and the driver refuses to make it one. */
    static BigDecimal decimal(Decimal128 value) {
        return isNegativeZero(value) ? BigDecimal.ZERO : value.bigDecimalValue();
    }

    private static boolean isNegativeZero(Decimal128 value) {
        return value.isNegative()
                && value.toString().split("E")[0].chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    }

    /** An id, such as a post has of its author; a picture is only its size. */
    private static SourceId binary(BsonBinary value) {
        return value.getData().length <= LONGEST_ID
                ? MongoIdType.idOf(value)
                : new SourceId("binary", value.getData().length + " bytes");
    }
}
