package io.fluxmart.users;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static java.util.Objects.requireNonNull;

import io.fluxmart.credentials.Role;
import io.fluxmart.platform.http.Revisions;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Open accounts. One that was closed is in no answer; its row stays, and with it the name and the e-mail address. */
@Component
class UserStore {

    /**
     * Locks editor and account, and finds the editor if the account is theirs or they are an administrator at this very
     * moment: of two administrators who bar each other, the second finds nobody, so that one is left. Their tokens alone
     * would let both.
     */
    private static final String ENTITLED = """
            WITH locked AS (
                SELECT id, status, roles, deleted_at FROM users
                WHERE id IN (:id, :editor)
                ORDER BY id
                FOR NO KEY UPDATE),
            entitled AS (
                SELECT FROM locked
                WHERE id = :editor AND status = 'active' AND deleted_at IS NULL
                  AND (:editor = :id OR 'admin' = ANY (roles)))""";

    private final DatabaseClient database;

    UserStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<User> insert(NewUser user) {
        return database.sql("""
                        INSERT INTO users (id, username, email, password_hash, first_name, last_name)
                        VALUES (:id, :username, :email, :passwordHash, :firstName, :lastName)
                        RETURNING %s
                        """.formatted(UserRow.COLUMNS))
                .bind("id", user.id())
                .bind("username", user.username())
                .bind("email", user.email())
                .bind("passwordHash", user.passwordHash())
                .bind("firstName", user.firstName())
                .bind("lastName", nullable(user.lastName(), String.class))
                .map(UserRow::of)
                .one();
    }

    Mono<User> findById(UUID id) {
        return database.sql("SELECT %s FROM users WHERE id = :id AND deleted_at IS NULL".formatted(UserRow.COLUMNS))
                .bind("id", id)
                .map(UserRow::of)
                .one();
    }

    /** One row more than the limit, where there is one. */
    Mono<List<User>> list(UserListing listing) {
        return listing.rows(database).map(UserRow::of).all().collectList();
    }

    /** How many there are with these filters, on all pages. */
    Mono<Long> count(UserListing listing) {
        return listing.total(database)
                .map(row -> required(row, "total", Long.class))
                .one();
    }

    /**
     * Empty when the version is no longer that one, or the editor has no right to it by now. Whoever gets other rights,
     * or none, needs a new access token: the generation of tokens moves on.
     */
    Mono<User> update(UUID id, long version, AccountEdit edit, UUID editor) {
        return database.sql("""
                        %s
                        UPDATE users
                        SET first_name = :firstName, last_name = :lastName, age = :age, bio = :bio,
                            status = :status, roles = :roles,
                            token_generation = token_generation
                                + CASE WHEN (status, roles) IS DISTINCT FROM (:status, :roles) THEN 1 ELSE 0 END,
                            tokens_voided_at =
                                CASE WHEN (status, roles) IS DISTINCT FROM (:status, :roles) THEN now()
                                     ELSE tokens_voided_at END,
                            version = version + 1, updated_at = now()
                        WHERE id = :id AND version = :version AND deleted_at IS NULL AND EXISTS (SELECT FROM entitled)
                        RETURNING %s
                        """.formatted(ENTITLED, UserRow.COLUMNS))
                .bind("id", id)
                .bind("editor", editor)
                .bind("version", version)
                .bind("firstName", requireNonNull(edit.firstName()))
                .bind("lastName", nullable(edit.lastName(), String.class))
                .bind("age", nullable(edit.age(), Long.class))
                .bind("bio", nullable(edit.bio(), String.class))
                .bind("status", requireNonNull(edit.status()).word())
                .bind("roles", wordsOf(edit))
                .map(UserRow::of)
                .one();
    }

    private static String[] wordsOf(AccountEdit edit) {
        return requireNonNull(edit.roles()).stream().sorted().map(Role::word).toArray(String[]::new);
    }

    /** How many accounts were closed: one, or none as for {@link #update}. */
    Mono<Long> close(UUID id, Revisions revisions, UUID editor) {
        return database.sql("""
                        %s
                        UPDATE users
                        SET deleted_at = now(), token_generation = token_generation + 1, tokens_voided_at = now(),
                            version = version + 1, updated_at = now()
                        WHERE id = :id AND deleted_at IS NULL AND (:anyRevision OR version = ANY (:revisions))
                          AND EXISTS (SELECT FROM entitled)
                        """.formatted(ENTITLED))
                .bind("id", id)
                .bind("editor", editor)
                .bind("anyRevision", revisions.any())
                .bind("revisions", revisions.numbers().toArray(Long[]::new))
                .fetch()
                .rowsUpdated();
    }
}
