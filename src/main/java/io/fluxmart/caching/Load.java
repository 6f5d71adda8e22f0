package io.fluxmart.caching;

import io.fluxmart.platform.observability.RequestIdInLogs;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/** One load for all who wait for it. It begins with the first of them and runs to its end, whoever hangs up. */
final class Load<V> {

    /** A query that hangs on a broken connection must not keep the key from everybody for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Sinks.Empty<Void> end = Sinks.empty();
    private final Mono<Reading<V>> outcome;
    private volatile @Nullable Moment begun;

    /**
     * @param turn when it may begin
     * @param onEnd runs before anybody has the outcome, so that who asks again does not get it again
     */
    Load(Mono<Void> turn, Function<Load<V>, Mono<Reading<V>>> work, Consumer<Load<V>> onEnd) {
        outcome = turn.then(
                        Mono.defer(() -> work.apply(this)).timeout(PATIENCE, Mono.error(Unavailable::becauseOfAStore)))
                .doOnTerminate(() -> finish(onEnd))
                .contextWrite(Load::nobodysOwn)
                .cache();
    }

    /** Nobody's transaction or user; but a slow query is found by the request that began it. */
    private static Context nobodysOwn(Context first) {
        return first.getOrEmpty(RequestIdInLogs.KEY)
                .map(id -> Context.of(RequestIdInLogs.KEY, id))
                .orElseGet(Context::empty);
    }

    /** Before anybody is answered: an answer that fails badly must not keep the next load from beginning. */
    private void finish(Consumer<Load<V>> onEnd) {
        onEnd.accept(this);
        end.tryEmitEmpty();
    }

    /** To be called before the query; a second time by the next one, when what the first one found is no good. */
    void begin(Moment moment) {
        begun = moment;
    }

    /** Whether whoever asks only now may be answered with what this finds. */
    boolean isOpen(Predicate<Moment> isGood) {
        Moment moment = begun;
        return moment == null || isGood.test(moment);
    }

    Mono<Reading<V>> outcome() {
        return outcome;
    }

    /** Holds on to nothing else of the load; where one follows another all day, none could be forgotten otherwise. */
    Mono<Void> end() {
        return end.asMono();
    }
}
