package io.fluxmart.authors;

import static io.fluxmart.platform.postgres.Values.containing;
import static io.fluxmart.platform.postgres.Values.required;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up those who write. Documents hold their ids only, so that a closed account leaves no name behind. */
@Component
public class Authors {

    private final DatabaseClient database;

    Authors(DatabaseClient database) {
        this.database = database;
    }

    /** One statement for however many; none for nobody. */
    public Mono<Bylines> lookUp(Collection<UUID> userIds) {
        if (userIds.isEmpty()) {
            return Mono.just(new Bylines(Map.of()));
        }
        return database.sql("""
                        SELECT id, username FROM users WHERE id = ANY (:ids) AND deleted_at IS NULL
                        """)
                .bind("ids", userIds.stream().distinct().toArray(UUID[]::new))
                .map(row -> Map.entry(required(row, "id", UUID.class), required(row, "username", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(Bylines::new);
    }

    /** Those of them who closed their account. */
    public Mono<List<UUID>> listClosed(Collection<UUID> userIds) {
        return database.sql("SELECT id FROM users WHERE id = ANY (:ids) AND deleted_at IS NOT NULL")
                .bind("ids", userIds.toArray(UUID[]::new))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    /** Those with the text in their username, literally, in any case; at most {@code limit}, in no order. */
    public Mono<List<UUID>> listByName(String text, int limit) {
        return database.sql("""
                        SELECT id FROM users WHERE username ILIKE :pattern AND deleted_at IS NULL LIMIT :limit
                        """)
                .bind("pattern", containing(text))
                .bind("limit", limit)
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collectList();
    }
}
