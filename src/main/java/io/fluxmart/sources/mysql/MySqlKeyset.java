package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceUnreadable;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The rows of a table behind one, by id. {@code >} and {@code ORDER BY} follow the same collation, whichever the column has.
 *
 * @param after the id before the first of them; from the beginning where there is none
 */
record MySqlKeyset(MySqlTable table, Optional<SourceId> after) {

    /** @param columns what to select, of the alias {@code t} */
    String page(String columns) {
        return """
                SELECT %s
                FROM %s t
                %s
                ORDER BY %s
                LIMIT :limit
                """.formatted(
                        columns,
                        table.quotedName(),
                        after.isEmpty() ? "" : "WHERE " + isBehind("t"),
                        table.id().of("t"));
    }

    /** The condition for rows up to one, however many have come in between since. */
    String upTo(String alias) {
        String last = table.id().of(alias) + " <= " + table.id().kind().parameter("last");
        return after.isEmpty() ? last : isBehind(alias) + " AND " + last;
    }

    private String isBehind(String alias) {
        return table.id().of(alias) + " > " + table.id().kind().parameter("after");
    }

    GenericExecuteSpec bind(DatabaseClient source, String sql) {
        GenericExecuteSpec statement = source.sql(sql);
        return after.isEmpty() ? statement : statement.bind("after", after.get().text());
    }

    /** What was read of the column that the rows are paged by. */
    SourceId idOf(@Nullable Object value) {
        if (value instanceof SourceId id) {
            return id;
        }
        if (value instanceof Long number) {
            return SourceId.number(number);
        }
        if (value instanceof BigDecimal number) {
            return SourceId.number(number);
        }
        if (value instanceof String text) {
            return SourceId.string(text);
        }
        throw new SourceUnreadable("The table " + table.name() + " has a row without an id.");
    }
}
