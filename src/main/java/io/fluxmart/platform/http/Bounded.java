package io.fluxmart.platform.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A handler behind a queue. While that is full, requests are turned away at the door, before anything is found out about
 * them: under overload most requests are refused, and what that costs is taken from those that are served.
 */
public interface Bounded extends HandlerFunction<ServerResponse> {

    /** Why nothing is taken just now; null when it is. */
    @Nullable
    RuntimeException refusal();

    /** @param refusal as {@link #refusal} */
    static Bounded by(Supplier<? extends @Nullable RuntimeException> refusal, HandlerFunction<ServerResponse> handler) {
        return new Bounded() {

            @Override
            public @Nullable RuntimeException refusal() {
                return refusal.get();
            }

            @Override
            public Mono<ServerResponse> handle(ServerRequest request) {
                return handler.handle(request);
            }
        };
    }
}
