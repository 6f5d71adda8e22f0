package io.fluxmart.credentials;

import io.fluxmart.problem.Unavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id on a few threads of its own behind a bounded queue, since one hash costs tens of milliseconds and would stall
 * an event loop. Argon2 reads every byte of a password, where bcrypt would stop at the 72nd; so bcrypt only opens accounts
 * that were imported, and {@link VerifyLogin} replaces their hashes by and by.
 */
@Component
public class PasswordHashing implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    /** What this class ever wrote, at most 1 GB and 99 passes: figures beyond that would take the node down. */
    private static final Pattern ARGON2 = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=[0-9]{1,6},t=[0-9]{1,2},p=[0-9]\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");

    /** Cost 14 takes a second, and each step above it twice as long. */
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
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

    /** Whether a password can match it at all: Argon2id as written here, or bcrypt of a cost up to 14. */
    static boolean isVerifiable(String hash) {
        return ARGON2.matcher(hash).matches() || isBcrypt(hash);
    }

    /** What is no hash matches nothing, and takes as long as one. */
    Mono<Boolean> matches(String password, String hash) {
        return isVerifiable(hash)
                ? offTheEventLoop(() -> encoderOf(hash).matches(password, hash))
                : matchesNobody(password);
    }

    /**
     * Whether {@link #hash} would make a stronger one of the same password today.
     *
     * @param hash one that {@link #isVerifiable}
     */
    boolean isOutdated(String hash) {
        return isBcrypt(hash) || argon2.upgradeEncoding(hash);
    }

    /** Takes as long as {@link #matches} and is always false: for logins that nobody has. */
    Mono<Boolean> matchesNobody(String password) {
        return offTheEventLoop(() -> argon2.matches(password, nobodysHash)).thenReturn(false);
    }

    private PasswordEncoder encoderOf(String hash) {
        return isBcrypt(hash) ? bcrypt : argon2;
    }

    private static boolean isBcrypt(String hash) {
        return BCRYPT.matcher(hash).matches();
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
