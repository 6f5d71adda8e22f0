package io.fluxmart.idempotency;

import io.fluxmart.idempotency.KeyStore.Entry;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Carries out an effect at most once for a key. Runs inside the caller's transaction, so that key, effect and answer
 * commit or vanish together; a refused effect leaves the key free.
 */
@Component
public class OncePerKey {

    private final KeyStore keys;

    OncePerKey(KeyStore keys) {
        this.keys = keys;
    }

    /** {@link KeyReused} (422) for another body under the same key, {@link StillRunning} (409) while it runs. */
    public Mono<Answer> run(Claim claim, Mono<Answer> effect) {
        return keys.claim(claim)
                .switchIfEmpty(Mono.error(StillRunning::new))
                .flatMap(entry -> entry.isNew() ? carryOut(claim, effect) : replay(claim, entry));
    }

    private Mono<Answer> carryOut(Claim claim, Mono<Answer> effect) {
        return effect.flatMap(answer -> keys.complete(claim, answer).thenReturn(answer));
    }

    private static Mono<Answer> replay(Claim claim, Entry entry) {
        if (!Arrays.equals(claim.fingerprint(), entry.fingerprint())) {
            return Mono.error(KeyReused::new);
        }
        return Mono.justOrEmpty(entry.answer()).switchIfEmpty(Mono.error(StillRunning::new));
    }
}
