package io.fluxmart.sources.mysql;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column of MySQL or MariaDB are asked for, and what they become. Times are asked for as texts, because
 * there are dates such as 2020-00-00 on which a driver fails, and with it a whole page.
 */
enum ColumnKind {
    FLAG("CAST(%s AS SIGNED)", Long.class, MySqlValues::flag),
    INTEGER("%s", Long.class, value -> value),
    UNSIGNED("%s", BigInteger.class, MySqlValues::integer),
    BITS("CAST(%s AS UNSIGNED)", BigInteger.class, MySqlValues::integer),
    DECIMAL("%s", BigDecimal.class, value -> value),
    FLOAT("%s", Float.class, value -> new BigDecimal(value.toString())),
    DOUBLE("%s", Double.class, value -> new BigDecimal(value.toString())),
    TEXT("%s", String.class, value -> value),
    AS_TEXT("CAST(%s AS CHAR)", String.class, value -> value),
    TIME("CAST(%s AS CHAR)", String.class, MySqlValues::time),
    JSON("%s", String.class, MySqlValues::json),
    /** MariaDB keeps JSON in texts. */
    PERHAPS_JSON("%s", String.class, MySqlValues::jsonOrText),
    UUID("CAST(%s AS CHAR)", String.class, MySqlValues::uuid),
    BINARY_UUID("HEX(%s)", String.class, MySqlValues::uuid);

    private final String expression;
    private final Reader<?> reader;

    <T> ColumnKind(String expression, Class<T> type, Function<T, @Nullable Object> value) {
        this.expression = expression;
        this.reader = new Reader<>(type, value);
    }

    /**
     * The kind of a column; none for what is no value of ours, such as pictures and places.
     *
     * @param dataType {@code data_type} in {@code information_schema.columns}
     * @param columnType {@code column_type} there
     * @param collation {@code collation_name} there
     */
    static Optional<ColumnKind> of(String dataType, String columnType, @Nullable String collation) {
        String type = columnType.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (dataType.toLowerCase(Locale.ROOT)) {
                    case "tinyint" -> type.startsWith("tinyint(1)") ? FLAG : INTEGER;
                    case "smallint", "mediumint", "int", "year" -> INTEGER;
                    case "bigint" -> type.contains("unsigned") ? UNSIGNED : INTEGER;
                    case "bit" -> type.equals("bit(1)") ? FLAG : BITS;
                    case "decimal" -> DECIMAL;
                    case "float" -> FLOAT;
                    case "double" -> DOUBLE;
                    case "char", "varchar", "tinytext", "text", "mediumtext" -> TEXT;
                    case "longtext" -> "utf8mb4_bin".equals(collation) ? PERHAPS_JSON : TEXT;
                    case "json" -> JSON;
                    case "enum", "set", "time", "inet4", "inet6" -> AS_TEXT;
                    case "date", "datetime", "timestamp" -> TIME;
                    case "uuid" -> UUID;
                    case "binary" -> type.equals("binary(16)") ? BINARY_UUID : null;
                    default -> null;
                });
    }

    /** What to select for a column. */
    String select(String column) {
        return expression.formatted(column);
    }

    @Nullable
    Object read(Readable row, int index) {
        return reader.read(row, index);
    }

    boolean canBeId() {
        return switch (this) {
            case INTEGER, UNSIGNED, TEXT, UUID, BINARY_UUID -> true;
            default -> false;
        };
    }

    /** The parameter of a statement, a text, as a value of the column's own type, so that the column's index serves. */
    String parameter(String name) {
        return switch (this) {
            case INTEGER -> "CAST(:" + name + " AS SIGNED)";
            case UNSIGNED -> "CAST(:" + name + " AS UNSIGNED)";
            case UUID -> "CAST(:" + name + " AS UUID)";
            case BINARY_UUID -> "UNHEX(REPLACE(:" + name + ", '-', ''))";
            default -> ":" + name;
        };
    }

    private record Reader<T>(Class<T> type, Function<T, @Nullable Object> value) {

        @Nullable
        Object read(Readable row, int index) {
            T found = row.get(index, type);
            return found == null ? null : value.apply(found);
        }
    }
}
