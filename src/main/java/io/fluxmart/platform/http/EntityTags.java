package io.fluxmart.platform.http;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Conditional requests (RFC 9110, section 13). */
public final class EntityTags {

    private EntityTags() {}

    /** 304 where the client holds this version already, the representation with its tag otherwise. */
    public static Mono<ServerResponse> answer(ServerRequest request, String tag, Object representation) {
        String quoted = "\"" + tag + "\"";
        return request.checkNotModified(quoted)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok().eTag(quoted).bodyValue(representation)));
    }
}
