package io.fluxmart.platform.http;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
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
        body.describeIn(headers);
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
        return CollectionUtils.unmodifiableMultiValueMap(CollectionUtils.toMultiValueMap(Map.of()));
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
        return body.writeTo(exchange);
    }
}
