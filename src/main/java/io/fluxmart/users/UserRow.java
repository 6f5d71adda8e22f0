package io.fluxmart.users;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.instantOrNull;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.credentials.Role;
import io.r2dbc.spi.Readable;
import java.util.UUID;

/** How a row of the table users becomes a {@link User}. */
final class UserRow {

    /** Every column that a user is made of; never the password hash. */
    static final String COLUMNS = """
            id, username, email, first_name, last_name, age, bio, roles, status, last_login_at, created_at, updated_at, version\
            """;

    private UserRow() {}

    static User of(Readable row) {
        return new User(
                required(row, "id", UUID.class),
                required(row, "username", String.class),
                required(row, "email", String.class),
                required(row, "first_name", String.class),
                row.get("last_name", String.class),
                row.get("age", Long.class),
                row.get("bio", String.class),
                Role.of(required(row, "roles", String[].class)),
                UserStatus.of(required(row, "status", String.class)),
                instantOrNull(row, "last_login_at"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                required(row, "version", Long.class));
    }
}
