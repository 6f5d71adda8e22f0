package io.fluxmart.platform.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A representation that was encoded once for all who ask for it. Its bytes go out as they are, so they must not change. */
public final class EncodedJson {

    private final @Nullable String entityTag;
    private final byte[] bytes;

    private EncodedJson(@Nullable String entityTag, byte[] bytes) {
        this.entityTag = entityTag;
        this.bytes = bytes;
    }

    /**
     * @param entityTag without its quotes
     * @param bytes JSON in UTF-8
     */
    public static EncodedJson of(String entityTag, byte[] bytes) {
        return new EncodedJson("\"" + entityTag + "\"", bytes);
    }

    /** Whose versions nothing tells apart. */
    public static EncodedJson untagged(byte[] bytes) {
        return new EncodedJson(null, bytes);
    }

    /** In bytes. */
    public int length() {
        return bytes.length;
    }

    /** With all of it, whatever the client holds. */
    public Mono<ServerResponse> answer() {
        return Mono.just(new EncodedAnswer(this));
    }

    /** As headers have it, in quotes. */
    @Nullable
    String entityTag() {
        return entityTag;
    }

    /** As a 200. Status and headers are set at once, the bytes go out when somebody subscribes. */
    Mono<Void> writeTo(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        describeIn(response.getHeaders());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    void describeIn(HttpHeaders headers) {
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        headers.setContentLength(bytes.length);
        if (entityTag != null) {
            headers.set(HttpHeaders.ETAG, entityTag);
        }
    }
}
