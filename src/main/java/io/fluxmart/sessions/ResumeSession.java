package io.fluxmart.sessions;

import io.fluxmart.auth.VoidedTokens;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes up a session where it still counts. */
@Component
class ResumeSession {

    private final SessionStore sessions;
    private final VoidedTokens voided;
    private final Clock clock;

    ResumeSession(SessionStore sessions, VoidedTokens voided, Clock clock) {
        this.sessions = sessions;
        this.voided = voided;
        this.clock = clock;
    }

    /**
     * Empty for a session that is unknown, over, or void by now, which is forgotten then; {@link
     * io.fluxmart.problem.Unavailable} while Redis is away, so that nobody throws a good session away for it.
     */
    Mono<UserSession> of(String id) {
        return sessions.findById(id)
                .filter(session -> clock.instant().isBefore(session.user().signedInUntil()))
                .flatMap(this::requireGood);
    }

    private Mono<UserSession> requireGood(UserSession session) {
        return voided.knowinglyInclude(session.user())
                .flatMap(isVoid -> isVoid ? sessions.delete(session.id()).then(Mono.empty()) : Mono.just(session));
    }
}
