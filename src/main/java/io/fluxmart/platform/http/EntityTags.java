package io.fluxmart.platform.http;

import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
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

    /** As the other one, of what is encoded already. Most clients hold no version, so their requests are not looked at. */
    public static Mono<ServerResponse> answer(ServerRequest request, EncodedJson representation) {
        String tag = representation.entityTag();
        return tag != null && namesVersions(request.exchange())
                ? request.checkNotModified(tag).switchIfEmpty(representation.answer())
                : representation.answer();
    }

    /** As the other one, for an exchange that is answered before it is routed. Status and headers are set at once. */
    public static Mono<Void> answer(ServerWebExchange exchange, EncodedJson representation) {
        String tag = representation.entityTag();
        return tag != null && namesVersions(exchange) && exchange.checkNotModified(tag, Instant.MIN)
                ? exchange.getResponse().setComplete()
                : representation.writeTo(exchange);
    }

    private static boolean namesVersions(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.IF_NONE_MATCH);
    }
}
