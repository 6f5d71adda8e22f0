package io.fluxmart.sources.mysql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceUnreadable;
import io.r2dbc.spi.Readable;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which tables and views of the names that we know a database has. */
record MySqlTables(Map<String, MySqlTable> byName) {

    /** No signs of parameters: a column of such a name is left out. */
    private static final Pattern NAME = Pattern.compile("[^:?`]+");

    static Mono<MySqlTables> read(DatabaseClient source) {
        return source.sql("""
                        SELECT table_name, column_name, data_type, column_type, collation_name
                        FROM information_schema.columns
                        WHERE table_schema = database()
                          AND table_name IN (
                            'users', 'posts', 'comments', 'post_tags', 'tags', 'orders', 'order_items', 'products')
                        ORDER BY table_name, ordinal_position
                        """).map(MySqlTables::found).all().collectList().map(MySqlTables::of);
    }

    private static MySqlTables of(List<Optional<Found>> found) {
        Map<String, List<MySqlColumn>> columns = found.stream()
                .flatMap(Optional::stream)
                .collect(groupingBy(Found::table, mapping(Found::column, toList())));
        return new MySqlTables(columns.entrySet().stream()
                .map(table -> new MySqlTable(table.getKey(), table.getValue()))
                .collect(toMap(MySqlTable::name, table -> table)));
    }

    private static Optional<Found> found(Readable row) {
        String name = text(row, 1);
        return ColumnKind.of(text(row, 2), text(row, 3), row.get(4, String.class))
                .filter(kind -> NAME.matcher(name).matches())
                .map(kind -> new Found(text(row, 0), new MySqlColumn(name, kind)));
    }

    private static String text(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, String.class));
    }

    Optional<MySqlTable> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    MySqlTable of(Entity entity) {
        return find(entity.word())
                .orElseThrow(() -> new SourceUnreadable("There is no table " + entity.word()
                        + " that this user may read. A view of that name will do."));
    }

    Set<Entity> entities() {
        of(Entity.USERS);
        return EnumSet.allOf(Entity.class).stream()
                .filter(entity -> byName.containsKey(entity.word()))
                .collect(toSet());
    }

    private record Found(String table, MySqlColumn column) {}
}
