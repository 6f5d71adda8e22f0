package io.fluxmart.sources.mongo;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceUnreadable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * The types that an {@code _id} may have here, in MongoDB's order of comparison (manual, "Comparison/Sort Order"). A
 * comparison finds values of its own type only, so that whoever reads by {@code _id} reads one type after the other.
 */
enum MongoIdType {
    NUMBER("number", "number") {
        @Override
        BsonValue read(String type, String text) {
            return switch (text) {
                case "NaN", "Infinity", "-Infinity" -> new BsonDouble(Double.parseDouble(text));
                default -> MongoIdType.number(new BigDecimal(text));
            };
        }
    },
    STRING("string", "string") {
        @Override
        BsonValue read(String type, String text) {
            return new BsonString(text);
        }
    },
    BINARY("binData", "uuid", "binary") {
        @Override
        BsonValue read(String type, String text) {
            return type.equals("uuid") ? new BsonBinary(java.util.UUID.fromString(text)) : MongoIdType.binary(text);
        }
    },
    OBJECT_ID("objectId", "objectId") {
        @Override
        BsonValue read(String type, String text) {
            return new BsonObjectId(new ObjectId(text));
        }
    },
    BOOLEAN("bool", "boolean") {
        @Override
        BsonValue read(String type, String text) {
            return BsonBoolean.valueOf(Boolean.parseBoolean(text));
        }
    },
    DATE("date", "date") {
        @Override
        BsonValue read(String type, String text) {
            return new BsonDateTime(Long.parseLong(text));
        }
    },
    TIMESTAMP("timestamp", "timestamp") {
        @Override
        BsonValue read(String type, String text) {
            return new BsonTimestamp(Long.parseLong(text));
        }
    };

    private final String alias;
    private final Set<String> types;

    MongoIdType(String alias, String... types) {
        this.alias = alias;
        this.types = Set.of(types);
    }

    /** What {@code $type} calls it. */
    String alias() {
        return alias;
    }

    abstract BsonValue read(String type, String text);

    /** This type and those that are sorted behind it; all for the first page. */
    static Set<MongoIdType> from(Optional<SourceId> after) {
        return after.map(id -> EnumSet.range(of(id), TIMESTAMP)).orElseGet(() -> EnumSet.allOf(MongoIdType.class));
    }

    static MongoIdType of(SourceId id) {
        return Arrays.stream(values())
                .filter(type -> type.types.contains(id.type()))
                .findFirst()
                .orElseThrow(() -> new SourceUnreadable("No _id of MongoDB is a " + id.type() + "."));
    }

    static BsonValue valueOf(SourceId id) {
        return of(id).read(id.type(), id.text());
    }

    /** Equal values have the same id, as they have in MongoDB. {@link SourceUnreadable} for what is no id here. */
    static SourceId idOf(BsonValue value) {
        return switch (value.getBsonType()) {
            case INT32 -> SourceId.number(value.asInt32().getValue());
            case INT64 -> SourceId.number(value.asInt64().getValue());
            case DOUBLE -> ofDouble(value.asDouble().getValue());
            case DECIMAL128 -> ofDecimal(value.asDecimal128().getValue());
            case STRING -> SourceId.string(value.asString().getValue());
            case BINARY -> ofBinary(value.asBinary());
            case OBJECT_ID ->
                new SourceId("objectId", value.asObjectId().getValue().toHexString());
            case BOOLEAN ->
                new SourceId("boolean", String.valueOf(value.asBoolean().getValue()));
            case DATE_TIME ->
                new SourceId("date", Long.toString(value.asDateTime().getValue()));
            case TIMESTAMP ->
                new SourceId("timestamp", Long.toString(value.asTimestamp().getValue()));
            default -> throw unfit(value.getBsonType().name());
        };
    }

    static SourceUnreadable unfit(String type) {
        return new SourceUnreadable("An _id of type " + type + " cannot be imported.");
    }

    /** Exactly: 0.1 as a double and 0.1 as a decimal are two numbers. */
    private static SourceId ofDouble(double value) {
        return Double.isFinite(value)
                ? SourceId.number(new BigDecimal(value))
                : new SourceId("number", Double.toString(value));
    }

    private static SourceId ofDecimal(Decimal128 value) {
        return value.isNaN() || value.isInfinite()
                ? ofDouble(value.doubleValue())
                : SourceId.number(MongoValues.decimal(value));
    }

    /** Legacy UUIDs are bytes whose order nobody knows. */
    private static SourceId ofBinary(BsonBinary value) {
        boolean isUuid = value.getType() == BsonBinarySubType.UUID_STANDARD.getValue() && value.getData().length == 16;
        return isUuid
                ? SourceId.uuid(value.asUuid())
                : new SourceId("binary", value.getType() + ":" + HexFormat.of().formatHex(value.getData()));
    }

    private static BsonValue binary(String text) {
        int colon = text.indexOf(':');
        return new BsonBinary(
                Byte.parseByte(text.substring(0, colon)), HexFormat.of().parseHex(text.substring(colon + 1)));
    }

    private static BsonValue number(BigDecimal number) {
        if (new BigDecimal(number.longValue()).compareTo(number) == 0) {
            return new BsonInt64(number.longValue());
        }
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(number) == 0
                ? new BsonDouble(nearest)
                : new BsonDecimal128(new Decimal128(number));
    }
}
