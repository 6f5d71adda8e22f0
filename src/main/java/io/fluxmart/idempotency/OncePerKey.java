package io.fluxmart.idempotency;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Carries out an effect at most once for a key. Runs inside the caller's transaction, so that key, effect and answer
 * commit or vanish together; a refused effect leaves the key free.
 */
@Component
public class OncePerKey {

    private final Keys keys;

    OncePerKey(Keys keys) {
        this.keys = keys;
    }

    /** {@link KeyReused} (422) for another body under the same key, {@link StillRunning} (409) while it runs. */
    public Mono<Answer> run(Claim claim, Mono<Answer> effect) {
        return keys.hold(List.of(claim))
                .map(states -> requireNonNull(states.get(claim.key())).answerTo(claim))
                .flatMap(stored -> stored.map(Mono::just).orElseGet(() -> carryOut(claim, effect)));
    }

    private Mono<Answer> carryOut(Claim claim, Mono<Answer> effect) {
        return effect.flatMap(answer -> keys.answer(List.of(new Keys.Outcome(claim, answer)))
                .onErrorMap(AnsweredMeanwhile.class, twin -> new StillRunning())
                .thenReturn(answer));
    }
}
