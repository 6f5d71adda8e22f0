package io.fluxmart.users;

import static java.util.Objects.requireNonNull;

import io.fluxmart.auth.PasswordHashing;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.platform.postgres.PostgresErrors;
import io.fluxmart.wallets.OpenWallet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens an account, with an empty wallet. */
@Component
class RegisterUser {

    private final PasswordHashing passwords;
    private final UserStore users;
    private final OpenWallet openWallet;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;

    RegisterUser(
            PasswordHashing passwords,
            UserStore users,
            OpenWallet openWallet,
            TransactionalOperator transaction,
            DetachedWrites writes) {
        this.passwords = passwords;
        this.users = users;
        this.openWallet = openWallet;
        this.transaction = transaction;
        this.writes = writes;
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
        return writes.run(
                transaction.transactional(users.insert(user).delayUntil(inserted -> openWallet.of(inserted.id()))));
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
