package io.fluxmart.credentials;

import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.InvalidRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives somebody another password. One statement, so it needs no transaction. */
@Component
public class ChangePassword {

    private final CredentialStore credentials;
    private final PasswordHashing passwords;
    private final DetachedWrites writes;

    ChangePassword(CredentialStore credentials, PasswordHashing passwords, DetachedWrites writes) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.writes = writes;
    }

    /**
     * Ends every token and session of the user as well. Of two changes at once the first wins: the other knew a password
     * that is no longer the current one. A sign-in that renewed the hash meanwhile changed no password, so what was true of
     * the old hash is looked at once more.
     *
     * @return empty; {@code wrong_password} (422) when the current password is another
     */
    public Mono<Void> of(UUID userId, String current, String next) {
        Mono<Long> attempt = change(userId, current, next);
        return attempt.flatMap(changed -> changed > 0 ? Mono.just(changed) : attempt)
                .filter(changed -> changed > 0)
                .switchIfEmpty(Mono.error(ChangePassword::wrongPassword))
                .then();
    }

    /** How many passwords were changed, none when the hash was replaced meanwhile; empty when the password is another. */
    private Mono<Long> change(UUID userId, String current, String next) {
        return credentials
                .findById(userId)
                .filterWhen(found -> passwords.matches(current, found.passwordHash()))
                .flatMap(verified -> replace(verified, next));
    }

    private Mono<Long> replace(Credentials verified, String next) {
        return passwords
                .hash(next)
                .flatMap(hash -> writes.run(
                        credentials.updatePassword(verified.identity().userId(), verified.passwordHash(), hash)));
    }

    private static InvalidRequest wrongPassword() {
        return InvalidRequest.because("wrong_password", "/currentPassword", "This is not your current password.");
    }
}
