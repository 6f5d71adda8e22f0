package io.fluxmart.imports;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.sources.Entity;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows what stayed out, page by page. */
@Component
public class ListRejects {

    private final DatabaseClient database;

    ListRejects(DatabaseClient database) {
        this.database = database;
    }

    /** In the order in which they were found, at most so many; none where there is no such import. */
    public Mono<List<RejectedRow>> of(UUID importId, long afterId, int limit) {
        return database.sql("""
                        SELECT id, entity, row_id, field, reason FROM import_rejects
                        WHERE import_id = :importId AND id > :after
                        ORDER BY id
                        LIMIT :limit
                        """)
                .bind("importId", importId)
                .bind("after", afterId)
                .bind("limit", limit)
                .map(row -> new RejectedRow(
                        required(row, "id", Long.class),
                        Entity.of(required(row, "entity", String.class)),
                        required(row, "row_id", String.class),
                        required(row, "field", String.class),
                        required(row, "reason", String.class)))
                .all()
                .collectList();
    }
}
