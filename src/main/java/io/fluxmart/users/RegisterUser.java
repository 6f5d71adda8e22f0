package io.fluxmart.users;

import static java.util.Objects.requireNonNull;

import io.fluxmart.credentials.PasswordHashing;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.platform.postgres.PostgresErrors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens an account. One statement, so it needs no transaction. */
@Component
class RegisterUser {

    private final PasswordHashing passwords;
    private final UserStore users;
    private final DetachedWrites writes;

    RegisterUser(PasswordHashing passwords, UserStore users, DetachedWrites writes) {
        this.passwords = passwords;
        this.users = users;
        this.writes = writes;
    }

    /** {@link UserAlreadyExists} when the e-mail address or the username is taken, in whatever case. */
    Mono<User> from(Registration registration) {
        return passwords
                .hash(requireNonNull(registration.password()))
                .map(hash -> newUser(registration, hash))
                .flatMap(user -> writes.run(users.insert(user)))
                .onErrorMap(
                        DuplicateKeyException.class,
                        duplicate -> UserAlreadyExists.becauseOf(PostgresErrors.constraintOf(duplicate)));
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
