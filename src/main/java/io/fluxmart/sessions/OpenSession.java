package io.fluxmart.sessions;

import io.fluxmart.auth.AuthSettings;
import io.fluxmart.auth.CurrentUser;
import io.fluxmart.credentials.Identity;
import io.fluxmart.credentials.Login;
import io.fluxmart.credentials.VerifyLogin;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Exchanges a login and a password for a session. */
@Component
class OpenSession {

    private final VerifyLogin verifyLogin;
    private final SessionStore sessions;
    private final AuthSettings settings;
    private final Clock clock;

    OpenSession(VerifyLogin verifyLogin, SessionStore sessions, AuthSettings settings, Clock clock) {
        this.verifyLogin = verifyLogin;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Always with a new id: somebody else may have set the one that the browser came with.
     *
     * @param former the session that the browser came with; it ends
     */
    Mono<UserSession> with(Login login, Optional<String> former) {
        return verifyLogin
                .of(login)
                .delayUntil(user -> Mono.justOrEmpty(former).flatMap(sessions::delete))
                .map(this::signedIn)
                .flatMap(sessions::insert);
    }

    private CurrentUser signedIn(Identity user) {
        Instant until = clock.instant().plus(settings.sessionLifetime()).truncatedTo(ChronoUnit.MILLIS);
        return new CurrentUser(user.userId(), user.roles(), user.generation(), until);
    }
}
