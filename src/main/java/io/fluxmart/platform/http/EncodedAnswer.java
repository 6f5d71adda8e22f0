package io.fluxmart.platform.http;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A 200 with bytes that are there already. What the builder of answers does besides, another look at conditions, copies of
 * headers and the choice of a codec, costs five times as much memory, measured (docs/adr/0028).
 */
record EncodedAnswer(EncodedJson body) implements ServerResponse {

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatus.OK;
    }

    @Override
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        fill(headers);
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
        return CollectionUtils.unmodifiableMultiValueMap(CollectionUtils.toMultiValueMap(Map.of()));
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        fill(response.getHeaders());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body.bytes())));
    }

    private void fill(HttpHeaders headers) {
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        headers.setContentLength(body.length());
        if (body.entityTag() != null) {
            headers.set(HttpHeaders.ETAG, body.entityTag());
        }
    }
}
