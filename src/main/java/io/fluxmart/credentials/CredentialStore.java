package io.fluxmart.credentials;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The credential columns of the table users. */
@Component
class CredentialStore {

    private static final String SELECT = """
            SELECT id, password_hash, roles, status = 'active' AS is_active, token_generation
            FROM users""";

    private final DatabaseClient database;

    CredentialStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param login e-mail address or username, in any case; no username contains an at sign */
    Mono<Credentials> findByLogin(String login) {
        return database.sql("""
                        %s WHERE (email = :email OR lower(username) = lower(:login)) AND deleted_at IS NULL
                        """.formatted(SELECT))
                .bind("login", login)
                .bind("email", login.toLowerCase(Locale.ROOT))
                .map(CredentialStore::toCredentials)
                .one();
    }

    Mono<Credentials> findById(UUID userId) {
        return database.sql("%s WHERE id = :id AND deleted_at IS NULL".formatted(SELECT))
                .bind("id", userId)
                .map(CredentialStore::toCredentials)
                .one();
    }

    /**
     * How many passwords were changed: one, or none when the hash is no longer that one. A second change waits for the
     * first and then looks at the row as that left it. The version stays: it is that of the profile.
     */
    Mono<Long> updatePassword(UUID userId, String currentHash, String newHash) {
        return database.sql("""
                        UPDATE users
                        SET password_hash = :newHash,
                            token_generation = token_generation + 1, tokens_voided_at = now()
                        WHERE id = :id AND password_hash = :currentHash
                          AND status = 'active' AND deleted_at IS NULL
                        """)
                .bind("id", userId)
                .bind("currentHash", currentHash)
                .bind("newHash", newHash)
                .fetch()
                .rowsUpdated();
    }

    /** Stores the same password in another way, unless it has been changed meanwhile. Tokens stay good. */
    Mono<Void> renewHash(UUID userId, String currentHash, String newHash) {
        return database.sql("""
                        UPDATE users SET password_hash = :newHash
                        WHERE id = :id AND password_hash = :currentHash
                        """)
                .bind("id", userId)
                .bind("currentHash", currentHash)
                .bind("newHash", newHash)
                .then();
    }

    Mono<Void> beginNextGeneration(UUID userId) {
        return database.sql("""
                        UPDATE users
                        SET token_generation = token_generation + 1, tokens_voided_at = now()
                        WHERE id = :id
                        """).bind("id", userId).then();
    }

    Mono<Void> updateLastLogin(UUID userId) {
        return database.sql("UPDATE users SET last_login_at = now() WHERE id = :id")
                .bind("id", userId)
                .then();
    }

    /** Those whose older tokens became void after that time, or, where none is given, within that long. */
    Mono<List<VoidedGeneration>> listVoided(@Nullable OffsetDateTime after, Duration within) {
        return database.sql("""
                        SELECT id, token_generation, tokens_voided_at
                        FROM users
                        WHERE tokens_voided_at > coalesce(:after::timestamptz, now() - make_interval(secs => :seconds))
                        """)
                .bind("after", nullable(after, OffsetDateTime.class))
                .bind("seconds", (double) within.toSeconds())
                .map(CredentialStore::toVoided)
                .all()
                .collectList();
    }

    private static VoidedGeneration toVoided(Readable row) {
        return new VoidedGeneration(
                required(row, "id", UUID.class),
                required(row, "token_generation", Long.class),
                required(row, "tokens_voided_at", OffsetDateTime.class));
    }

    private static Credentials toCredentials(Readable row) {
        return new Credentials(
                toIdentity(row),
                required(row, "password_hash", String.class),
                required(row, "is_active", Boolean.class));
    }

    private static Identity toIdentity(Readable row) {
        return new Identity(
                required(row, "id", UUID.class),
                Role.of(required(row, "roles", String[].class)),
                required(row, "token_generation", Long.class));
    }
}
