package io.fluxmart.users;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.auth.Role;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class UserStore {

    private final DatabaseClient database;

    UserStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<User> insert(NewUser user) {
        return database.sql("""
                        INSERT INTO users (id, username, email, password_hash, first_name, last_name)
                        VALUES (:id, :username, :email, :passwordHash, :firstName, :lastName)
                        RETURNING id, username, email, first_name, last_name, roles, status,
                                  created_at, updated_at, version
                        """)
                .bind("id", user.id())
                .bind("username", user.username())
                .bind("email", user.email())
                .bind("passwordHash", user.passwordHash())
                .bind("firstName", user.firstName())
                .bind("lastName", nullable(user.lastName(), String.class))
                .map(UserStore::toUser)
                .one();
    }

    Mono<User> findById(UUID id) {
        return database.sql("""
                        SELECT id, username, email, first_name, last_name, roles, status,
                               created_at, updated_at, version
                        FROM users
                        WHERE id = :id
                        """).bind("id", id).map(UserStore::toUser).one();
    }

    private static User toUser(Readable row) {
        return new User(
                required(row, "id", UUID.class),
                required(row, "username", String.class),
                required(row, "email", String.class),
                required(row, "first_name", String.class),
                row.get("last_name", String.class),
                Role.of(required(row, "roles", String[].class)),
                UserStatus.of(required(row, "status", String.class)),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                required(row, "version", Long.class));
    }
}
