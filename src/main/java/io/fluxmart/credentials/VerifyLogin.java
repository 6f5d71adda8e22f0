package io.fluxmart.credentials;

import io.fluxmart.events.Outbox;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Unavailable;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Finds out whose a login and a password are. */
@Component
public class VerifyLogin {

    private final CredentialStore credentials;
    private final PasswordHashing passwords;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final Clock clock;

    VerifyLogin(
            CredentialStore credentials,
            PasswordHashing passwords,
            Outbox outbox,
            TransactionalOperator transaction,
            DetachedWrites writes,
            Clock clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Whatever is wrong takes the same time (one hash) and gives the same {@link BadCredentials}; what is right is noted
     * as the last login. A hash that is outdated is replaced by one of today; it takes its time before the transaction, and
     * where too many passwords are being checked it waits for the next login.
     */
    public Mono<Identity> of(Login login) {
        return credentials
                .findByLogin(login.login())
                .map(found -> verify(found, login))
                .defaultIfEmpty(passwords.matchesNobody(login.password()).then(Mono.<Credentials>empty()))
                .flatMap(verified -> verified)
                .filter(Credentials::isActive)
                .switchIfEmpty(Mono.error(BadCredentials::new))
                .delayUntil(signedIn -> noteLogin(signedIn, login))
                .map(Credentials::identity);
    }

    /** One text for all logins of an account, its user's id; the login itself where nobody has it. */
    public Mono<String> accountOf(Login login) {
        return credentials
                .findByLogin(login.login())
                .map(found -> found.identity().userId().toString())
                .defaultIfEmpty(login.login());
    }

    private Mono<Void> noteLogin(Credentials signedIn, Login login) {
        return freshHash(signedIn, login)
                .map(fresh -> credentials.renewHash(signedIn.identity().userId(), signedIn.passwordHash(), fresh))
                .defaultIfEmpty(Mono.empty())
                .flatMap(renewal -> writes.run(noteLogin(signedIn.identity().userId(), renewal)));
    }

    private Mono<String> freshHash(Credentials signedIn, Login login) {
        return passwords.isOutdated(signedIn.passwordHash())
                ? passwords.hash(login.password()).onErrorComplete(Unavailable.class)
                : Mono.empty();
    }

    private Mono<Void> noteLogin(UUID userId, Mono<Void> renewal) {
        return renewal.then(credentials.updateLastLogin(userId))
                .then(Mono.defer(() -> outbox.append(UserEvents.changed(userId, clock.instant()))))
                .as(transaction::transactional);
    }

    private Mono<Credentials> verify(Credentials found, Login login) {
        return passwords
                .matches(login.password(), found.passwordHash())
                .filter(matches -> matches)
                .map(matches -> found);
    }
}
