package io.fluxmart.intakes;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.users.AdoptUsers;
import io.fluxmart.users.AdoptedUser;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes in users. Those whose id, e-mail address or username is taken already are skipped. */
@Component
public class UserIntake implements Intake {

    private final UserTransform transform;
    private final AdoptUsers adoptUsers;
    private final Clock clock;

    UserIntake(Validator validator, AdoptUsers adoptUsers, Clock clock) {
        this.transform = new UserTransform(validator);
        this.adoptUsers = adoptUsers;
        this.clock = clock;
    }

    @Override
    public Entity entity() {
        return Entity.USERS;
    }

    @Override
    public Mono<Taken> take(UUID importId, String source, List<SourceRow> rows) {
        return take(source, rows, adoptUsers::insertMissing);
    }

    @Override
    public Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> rows) {
        return take(source, rows, users -> insertRehearsed(rehearsal, users));
    }

    private Mono<Taken> take(
            String source, List<SourceRow> rows, Function<List<AdoptedUser>, Mono<Set<UUID>>> insertMissing) {
        Instant now = clock.instant();
        List<UserTransform.Outcome> outcomes =
                rows.stream().map(row -> transform.of(source, row, now)).toList();
        List<Reject> rejects =
                outcomes.stream().flatMap(outcome -> outcome.rejects().stream()).toList();
        List<AdoptedUser> users = outcomes.stream()
                .map(UserTransform.Outcome::user)
                .flatMap(Optional::stream)
                .toList();
        return users.isEmpty()
                ? Mono.just(new Taken(0, rejects))
                : insertMissing.apply(users).map(ids -> new Taken(ids.size(), rejects));
    }

    /** Those that it remembers from an earlier attempt at the same batch are among the ids again. */
    private static Mono<Set<UUID>> insertRehearsed(Rehearsal rehearsal, List<AdoptedUser> users) {
        return rehearsal
                .session()
                .sql("""
                        WITH inserted AS (
                            INSERT INTO rehearsed_users (id, email, username)
                            SELECT id, email, username
                            FROM unnest(:ids::uuid[], :emails::text[], :usernames::text[])
                                 WITH ORDINALITY AS n (id, email, username, place)
                            WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = n.id)
                              AND NOT EXISTS (SELECT FROM users u WHERE u.email = n.email)
                              AND NOT EXISTS (SELECT FROM users u WHERE lower(u.username) = lower(n.username))
                            ORDER BY place
                            ON CONFLICT DO NOTHING
                            RETURNING id)
                        SELECT id FROM inserted
                        UNION
                        SELECT id FROM rehearsed_users WHERE id = ANY (:ids)
                        """)
                .bind("ids", users.stream().map(AdoptedUser::id).toArray(UUID[]::new))
                .bind("emails", users.stream().map(AdoptedUser::email).toArray(String[]::new))
                .bind("usernames", users.stream().map(AdoptedUser::username).toArray(String[]::new))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }
}
