package io.fluxmart.sessions;

import io.fluxmart.auth.AuthSettings;
import io.fluxmart.auth.CurrentUser;
import io.fluxmart.platform.redis.RedisAccess;
import java.time.DateTimeException;
import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.MapSession;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis as Spring Session lays them out, written once: no request prolongs one, so that it ends when it was
 * said to. Each method fails with {@link io.fluxmart.problem.Unavailable} while Redis is away.
 */
@Component
class SessionStore {

    /** Spring Session sends these as two commands; a Redis that freezes in between would keep the session for good. */
    private static final RedisScript<Long> INSERT = RedisScript.of("""
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            return redis.call('PEXPIRE', KEYS[1], ARGV[1])
            """, Long.class);

    private final ReactiveSessionRepository<? extends Session> sessions;
    private final RedisAccess redis;
    private final AuthSettings settings;

    SessionStore(ReactiveSessionRepository<? extends Session> sessions, RedisAccess redis, AuthSettings settings) {
        this.sessions = sessions;
        this.redis = redis;
        this.settings = settings;
    }

    /** A session with an id that was never used before. */
    Mono<UserSession> insert(CurrentUser user) {
        return Mono.fromSupplier(() -> newSession(user))
                .delayUntil(this::insert)
                .map(this::read);
    }

    private Session newSession(CurrentUser user) {
        MapSession session = new MapSession();
        session.setMaxInactiveInterval(settings.sessionLifetime());
        SessionAttributes.write(session, user, CsrfTokens.next());
        return session;
    }

    private Mono<Long> insert(Session session) {
        List<String> key = List.of(SessionLayout.keyOf(session.getId()));
        return redis.run(template -> template.execute(INSERT, key, SessionLayout.lifetimeAndFieldsOf(session))
                .single());
    }

    /** Empty also for one that another release wrote in a way that this one does not know: its user signs in anew. */
    Mono<UserSession> findById(String id) {
        return redis.run(
                connected -> sessions.findById(id).map(this::read).onErrorComplete(SessionStore::isUnreadable));
    }

    private UserSession read(Session session) {
        return SessionAttributes.read(session, settings.sessionLifetime());
    }

    private static boolean isUnreadable(Throwable error) {
        return error instanceof IllegalArgumentException
                || error instanceof IllegalStateException
                || error instanceof ClassCastException
                || error instanceof DateTimeException
                || error instanceof SerializationException;
    }

    Mono<Void> delete(String id) {
        return redis.run(connected -> sessions.deleteById(id));
    }
}
