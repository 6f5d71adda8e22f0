package io.fluxmart.sources.mysql;

import io.r2dbc.spi.Readable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns that a statement asks for side by side. They are read by their places: of two tables that are joined, both may
 * have a column of a name.
 *
 * @param alias of their table in the statement
 * @param first the place of the first of them
 */
record MySqlColumns(String alias, List<MySqlColumn> columns, int first) {

    String sql() {
        return columns.stream().map(column -> column.select(alias)).collect(Collectors.joining(", "));
    }

    /** The place behind the last of them. */
    int end() {
        return first + columns.size();
    }

    Map<String, @Nullable Object> read(Readable row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            MySqlColumn column = columns.get(i);
            values.put(column.name(), column.kind().read(row, first + i));
        }
        return values;
    }

    @Nullable
    Object read(Readable row, MySqlColumn column) {
        return column.kind().read(row, first + columns.indexOf(column));
    }
}
