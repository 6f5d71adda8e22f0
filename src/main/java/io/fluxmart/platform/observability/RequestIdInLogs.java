package io.fluxmart.platform.observability;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.slf4j.MDC;
import reactor.core.publisher.Signal;
import reactor.util.context.ContextView;

/**
 * Puts the request id into log lines. It travels in the Reactor context under {@link #KEY}, and is brought into the logging
 * context where something is logged: having it restored around each operator of each request instead, as Reactor can, was a
 * third of the samples of what a cached read allocated (docs/adr/0029).
 */
public final class RequestIdInLogs {

    public static final String KEY = "requestId";

    private RequestIdInLogs() {}

    /** For {@code doOnEach}: what is logged of a failure carries the id of the request that failed, if there is one. */
    public static <T> Consumer<Signal<T>> onError(Consumer<Throwable> statement) {
        return signal -> {
            if (signal.isOnError()) {
                within(signal.getContextView(), () -> statement.accept(requireNonNull(signal.getThrowable())));
            }
        };
    }

    /** Runs a statement that logs something, for the request whose context this is. */
    public static void within(ContextView context, Runnable statement) {
        String id = context.getOrDefault(KEY, null);
        if (id == null) {
            statement.run();
            return;
        }
        try (MDC.MDCCloseable ignored = MDC.putCloseable(KEY, id)) {
            statement.run();
        }
    }
}
