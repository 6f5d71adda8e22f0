package io.fluxmart.rankings;

import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class RecountTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WHILE = Duration.ofHours(1);

    /** The first statement hangs on a connection that died silently, and all who ask with it. */
    @Test
    void givesUpAStatementThatHangsAndAsksAnew() {
        AtomicInteger asked = new AtomicInteger();
        StepVerifier.withVirtualTime(() -> {
                    Mono<Integer> shared = Recount.shared(
                            Mono.defer(() -> asked.incrementAndGet() == 1 ? Mono.never() : Mono.just(2)), WHILE);
                    return shared.onErrorResume(Unavailable.class, tooSlow -> shared);
                })
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(15))
                .expectNext(2)
                .expectComplete()
                .verify(PATIENCE);
    }

    /** Whose transaction it would be otherwise, is over when others still wait. */
    @Test
    void countsInNobodysContext() {
        Mono<Boolean> shared = Recount.shared(Mono.deferContextual(context -> Mono.just(context.isEmpty())), WHILE);

        StepVerifier.create(shared.contextWrite(Context.of("transaction", "of the first")))
                .expectNext(true)
                .expectComplete()
                .verify(PATIENCE);
    }
}
