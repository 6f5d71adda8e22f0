package io.fluxmart.sessions;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.platform.redis.RedisAccess;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, written once: no request prolongs one, so that it ends when it was said to. Each method fails with
 * {@link io.fluxmart.problem.Unavailable} while Redis is away.
 */
@Component
class SessionStore {

    private final ReactiveSessionRepository<? extends Session> sessions;
    private final RedisAccess redis;

    SessionStore(ReactiveSessionRepository<? extends Session> sessions, RedisAccess redis) {
        this.sessions = sessions;
        this.redis = redis;
    }

    /** A session with an id that was never used before. */
    Mono<UserSession> insert(CurrentUser user) {
        return redis.run(connected -> insert(sessions, user));
    }

    private static <S extends Session> Mono<UserSession> insert(
            ReactiveSessionRepository<S> sessions, CurrentUser user) {
        return sessions.createSession()
                .doOnNext(session -> SessionAttributes.write(session, user, CsrfTokens.next()))
                .delayUntil(sessions::save)
                .map(SessionAttributes::read);
    }

    Mono<UserSession> findById(String id) {
        return redis.run(connected -> sessions.findById(id).map(SessionAttributes::read));
    }

    Mono<Void> delete(String id) {
        return redis.run(connected -> sessions.deleteById(id));
    }
}
