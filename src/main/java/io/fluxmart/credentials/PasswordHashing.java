package io.fluxmart.credentials;

import io.fluxmart.problem.Unavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id on a few threads of its own behind a bounded queue, since one hash costs tens of milliseconds and would stall
 * an event loop. Argon2 reads every byte of a password, where bcrypt would stop at the 72nd.
 */
@Component
public class PasswordHashing implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    private final Argon2PasswordEncoder argon2;
    private final Scheduler threads;
    private final String nobodysHash;

    PasswordHashing(CredentialSettings settings) {
        argon2 = new Argon2PasswordEncoder(
                SALT_BYTES, HASH_BYTES, LANES, settings.hashingMemory(), settings.hashingPasses());
        nobodysHash = argon2.encode("nobody has this password");
        threads = Schedulers.newBoundedElastic(
                settings.hashingThreads(),
                Math.max(1, settings.hashingQueue() / settings.hashingThreads()),
                "password-hashing");
    }

    /** The hash to store, parameters and salt included. {@link Unavailable} when too many are waiting. */
    public Mono<String> hash(String password) {
        return offTheEventLoop(() -> argon2.encode(password));
    }

    Mono<Boolean> matches(String password, String hash) {
        return offTheEventLoop(() -> argon2.matches(password, hash));
    }

    /** Takes as long as {@link #matches} and is always false: for logins that nobody has. */
    Mono<Boolean> matchesNobody(String password) {
        return matches(password, nobodysHash).thenReturn(false);
    }

    private <T> Mono<T> offTheEventLoop(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> new Unavailable("too_many_logins", "Too many passwords are being checked."));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
