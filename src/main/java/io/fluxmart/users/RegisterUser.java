package io.fluxmart.users;

import static java.util.Objects.requireNonNull;

import io.fluxmart.credentials.PasswordHashing;
import io.fluxmart.credentials.UserEvents;
import io.fluxmart.events.Outbox;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.platform.postgres.PostgresErrors;
import java.time.Clock;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens an account. A transaction of two statements: the account, and that it is there. */
@Component
class RegisterUser {

    private final PasswordHashing passwords;
    private final UserStore users;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final Clock clock;

    RegisterUser(
            PasswordHashing passwords,
            UserStore users,
            Outbox outbox,
            TransactionalOperator transaction,
            DetachedWrites writes,
            Clock clock) {
        this.passwords = passwords;
        this.users = users;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
    }

    /** {@link UserAlreadyExists} when the e-mail address or the username is taken, in whatever case. */
    Mono<User> from(Registration registration) {
        return passwords
                .hash(requireNonNull(registration.password()))
                .map(hash -> newUser(registration, hash))
                .flatMap(this::insert)
                .onErrorMap(
                        DuplicateKeyException.class,
                        duplicate -> UserAlreadyExists.becauseOf(PostgresErrors.constraintOf(duplicate)));
    }

    private Mono<User> insert(NewUser user) {
        return writes.run(transaction.transactional(users.insert(user).delayUntil(this::tell)));
    }

    private Mono<Void> tell(User registered) {
        return outbox.append(UserEvents.changed(registered.id(), clock.instant()));
    }

    private static NewUser newUser(Registration registration, String hash) {
        return new NewUser(
                Ids.next(),
                requireNonNull(registration.username()),
                requireNonNull(registration.email()),
                hash,
                requireNonNull(registration.firstName()),
                registration.lastName());
    }
}
