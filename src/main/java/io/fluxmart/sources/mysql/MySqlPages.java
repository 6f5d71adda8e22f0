package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads pages of one table. */
final class MySqlPages {

    private final DatabaseClient source;
    private final MySqlTable table;

    MySqlPages(DatabaseClient source, MySqlTable table) {
        this.source = source;
        this.table = table;
    }

    Mono<List<SourceRow>> read(Optional<SourceId> after, int limit) {
        MySqlKeyset keyset = new MySqlKeyset(table, after);
        return keyset.bind(source, sql(keyset))
                .bind("limit", limit)
                .map(row -> row(keyset, row))
                .all()
                .collectList();
    }

    static String sql(MySqlKeyset keyset) {
        return keyset.page(columns(keyset).sql());
    }

    private static SourceRow row(MySqlKeyset keyset, Readable row) {
        MySqlColumns columns = columns(keyset);
        SourceId id = keyset.idOf(columns.read(row, keyset.table().id()));
        return new SourceRow(id, columns.read(row));
    }

    private static MySqlColumns columns(MySqlKeyset keyset) {
        return new MySqlColumns("t", keyset.table().columns(), 0);
    }
}
