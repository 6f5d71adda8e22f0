package io.fluxmart.auth;

import static io.fluxmart.platform.postgres.Values.required;

import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The credential columns of the table users. */
@Component
class CredentialStore {

    private final DatabaseClient database;

    CredentialStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param login e-mail address or username, in any case; no username contains an at sign */
    Mono<Credentials> findByLogin(String login) {
        return database.sql("""
                        SELECT id, password_hash, roles, status = 'active' AS is_active, token_generation
                        FROM users
                        WHERE (email = :email OR lower(username) = lower(:login)) AND deleted_at IS NULL
                        """)
                .bind("login", login)
                .bind("email", login.toLowerCase(Locale.ROOT))
                .map(CredentialStore::toCredentials)
                .one();
    }

    private static Credentials toCredentials(Readable row) {
        return new Credentials(
                required(row, "id", UUID.class),
                required(row, "password_hash", String.class),
                Role.of(required(row, "roles", String[].class)),
                required(row, "is_active", Boolean.class),
                required(row, "token_generation", Long.class));
    }
}
