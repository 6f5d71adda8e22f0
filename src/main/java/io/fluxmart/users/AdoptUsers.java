package io.fluxmart.users;

import static io.fluxmart.platform.postgres.Values.column;
import static java.util.Objects.requireNonNull;

import io.fluxmart.credentials.Role;
import io.fluxmart.platform.postgres.Values;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings in many accounts at once, by one statement, in the caller's transaction if there is one. */
@Component
public class AdoptUsers {

    private final DatabaseClient database;

    AdoptUsers(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Leaves alone what is there. An id may have been here before, and nodes remember for a while which generations of its
     * tokens are void; so the new one begins behind them, with the milliseconds of the clock. Of two that share a name or an address, the first comes in. Nobody knew the new ids
     * before, so that no cache has to hear of them.
     *
     * @param users valid ones
     * @return the ids of those who came in; the others' id, e-mail address or username is taken
     */
    public Mono<Set<UUID>> insertMissing(List<AdoptedUser> users) {
        return database.sql("""
                        INSERT INTO users (id, username, email, password_hash, first_name, last_name, age, bio, status, roles,
                                           last_login_at, created_at, updated_at, token_generation)
                        SELECT id, username, email, password_hash, first_name, last_name, age, bio, status,
                               string_to_array(roles, ','), last_login_at, created_at, created_at,
                               (extract(epoch FROM clock_timestamp()) * 1000)::bigint
                        FROM unnest(:ids::uuid[], :usernames::text[], :emails::text[], :passwordHashes::text[],
                                    :firstNames::text[], :lastNames::text[], :ages::int[], :bios::text[],
                                    :statuses::text[], :roles::text[], :lastLogins::timestamptz[],
                                    :createdAts::timestamptz[])
                             WITH ORDINALITY AS u (id, username, email, password_hash, first_name, last_name, age, bio,
                                                   status, roles, last_login_at, created_at, place)
                        ORDER BY place
                        ON CONFLICT DO NOTHING
                        RETURNING id
                        """)
                .bind("ids", column(users, AdoptedUser::id, UUID[]::new))
                .bind("usernames", column(users, AdoptedUser::username, String[]::new))
                .bind("emails", column(users, AdoptedUser::email, String[]::new))
                .bind("passwordHashes", column(users, AdoptedUser::passwordHash, String[]::new))
                .bind("firstNames", column(users, AdoptedUser::firstName, String[]::new))
                .bind("lastNames", column(users, AdoptedUser::lastName, String[]::new))
                .bind("ages", column(users, AdoptUsers::ageOf, Integer[]::new))
                .bind("bios", column(users, AdoptedUser::bio, String[]::new))
                .bind(
                        "statuses",
                        column(users, user -> requireNonNull(user.status()).word(), String[]::new))
                .bind("roles", column(users, AdoptUsers::rolesOf, String[]::new))
                .bind("lastLogins", column(users, user -> time(user.lastLogin()), OffsetDateTime[]::new))
                .bind("createdAts", column(users, user -> time(user.createdAt()), OffsetDateTime[]::new))
                .map(row -> Values.required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Integer ageOf(AdoptedUser user) {
        return user.age() == null ? null : user.age().intValue();
    }

    /** An array of arrays of different lengths is none in SQL. */
    private static String rolesOf(AdoptedUser user) {
        return requireNonNull(user.roles()).stream().sorted().map(Role::word).collect(Collectors.joining(","));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : Values.time(instant);
    }
}
