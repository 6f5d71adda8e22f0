package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of MySQL and MariaDB as those that a {@link SourceRow} may have. */
final class MySqlValues {

    private static final String NO_DATE = "0000-00-00";
    private static final int DATE_LENGTH = NO_DATE.length();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MySqlValues() {}

    /** Of a {@code tinyint(1)}, which is a truth value by convention only. */
    static Object flag(long value) {
        if (value == 0 || value == 1) {
            return value == 1;
        }
        return value;
    }

    static Object integer(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return new BigDecimal(value);
    }

    /** An instant, for times are in UTC; null for the date that stands for none; the text itself if it is no time at all. */
    static @Nullable Object time(String text) {
        if (text.startsWith(NO_DATE)) {
            return null;
        }
        try {
            return dateTime(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            return text;
        }
    }

    private static LocalDateTime dateTime(String text) {
        return text.length() == DATE_LENGTH
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    static SourceId uuid(String text) {
        String digits = text.replace("-", "");
        return SourceId.uuid(UUID.fromString(digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")));
    }

    static @Nullable Object json(String text) {
        try {
            return value(JSON.readTree(text));
        } catch (JacksonException noJson) {
            return text;
        }
    }

    /** Lists and maps only: a text that reads like a number is a text. */
    static Object jsonOrText(String text) {
        Object value = json(text);
        return value instanceof List || value instanceof Map ? value : text;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> list(node);
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> map(JsonNode node) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.properties().forEach(property -> values.put(property.getKey(), value(property.getValue())));
        return values;
    }

    private static List<@Nullable Object> list(JsonNode node) {
        List<@Nullable Object> values = new ArrayList<>();
        node.forEach(element -> values.add(value(element)));
        return values;
    }

    private static Object number(JsonNode node) {
        return node.isIntegralNumber() ? integer(node.bigIntegerValue()) : node.decimalValue();
    }
}
