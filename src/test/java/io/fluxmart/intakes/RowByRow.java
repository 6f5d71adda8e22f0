package io.fluxmart.intakes;

import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.users.AdoptedUser;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The import as one would write it first, for comparison: it reads and transforms as ours does, and writes row by row. */
public final class RowByRow {

    private static final int PAGE = 100;

    private final UserTransform transform;
    private final DatabaseClient database;

    public RowByRow(Validator validator, DatabaseClient database) {
        this.transform = new UserTransform(validator);
        this.database = database;
    }

    /** How many came in. */
    public Mono<Long> migrate(Source source) {
        return page(source, Optional.empty())
                .expand(rows -> rows.size() < PAGE
                        ? Mono.empty()
                        : page(source, Optional.of(rows.get(PAGE - 1).id())))
                .concatMap(Flux::fromIterable)
                .map(row -> transform.of("naive", row, Instant.now()))
                .concatMap(outcome -> Mono.justOrEmpty(outcome.user()))
                .concatMap(this::insertUnlessThere)
                .reduce(0L, Long::sum);
    }

    private static Mono<List<SourceRow>> page(Source source, Optional<SourceId> after) {
        return source.page(Entity.USERS, after, PAGE);
    }

    private Mono<Long> insertUnlessThere(AdoptedUser user) {
        return database.sql("SELECT id FROM users WHERE email = :email")
                .bind("email", user.email())
                .map(row -> required(row, "id", UUID.class))
                .one()
                .hasElement()
                .flatMap(isThere -> isThere ? Mono.just(0L) : insert(user));
    }

    private Mono<Long> insert(AdoptedUser user) {
        return database.sql("""
                        INSERT INTO users (id, username, email, password_hash, first_name, last_name, status, created_at)
                        VALUES (:id, :username, :email, :passwordHash, :firstName, :lastName, :status, :createdAt)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", user.id())
                .bind("username", user.username())
                .bind("email", user.email())
                .bind("passwordHash", user.passwordHash())
                .bind("firstName", user.firstName())
                .bind("lastName", user.lastName())
                .bind("status", user.status().word())
                .bind("createdAt", time(user.createdAt()))
                .fetch()
                .rowsUpdated();
    }
}
