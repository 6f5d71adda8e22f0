package io.fluxmart.credentials;

import io.fluxmart.platform.postgres.DetachedWrites;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out whose a login and a password are. */
@Component
public class VerifyLogin {

    private final CredentialStore credentials;
    private final PasswordHashing passwords;
    private final DetachedWrites writes;

    VerifyLogin(CredentialStore credentials, PasswordHashing passwords, DetachedWrites writes) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.writes = writes;
    }

    /**
     * Whatever is wrong takes the same time (one hash) and gives the same {@link BadCredentials}; what is right is noted
     * as the last login.
     */
    public Mono<Identity> of(Login login) {
        return credentials
                .findByLogin(login.login())
                .map(found -> verify(found, login))
                .defaultIfEmpty(passwords.matchesNobody(login.password()).then(Mono.<Credentials>empty()))
                .flatMap(verified -> verified)
                .filter(Credentials::isActive)
                .switchIfEmpty(Mono.error(BadCredentials::new))
                .map(Credentials::identity)
                .delayUntil(signedIn -> writes.run(credentials.updateLastLogin(signedIn.userId())));
    }

    private Mono<Credentials> verify(Credentials found, Login login) {
        return passwords
                .matches(login.password(), found.passwordHash())
                .filter(matches -> matches)
                .map(matches -> found);
    }
}
