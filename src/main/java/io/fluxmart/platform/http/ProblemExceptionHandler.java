package io.fluxmart.platform.http;

import io.fluxmart.platform.observability.RequestIdInLogs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns every failure, of handlers and filters and unknown routes alike, into problem+json. The one place where a
 * failure is logged: 4xx at debug, 500 once at error, and what is refused with 503 once a second.
 */
@Component
@Order(-2)
class ProblemExceptionHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final JsonMapper json;
    private final RefusalLog refusals = new RefusalLog(log, System::nanoTime);

    ProblemExceptionHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        Refusal refusal = Refusal.of(error);
        if (exchange.getResponse().isCommitted() || isHangUp(error, refusal)) {
            return Mono.error(error);
        }
        report(exchange, refusal, error);
        return answer(exchange, refusal);
    }

    /** A store's broken connection looks the same as a client's, but is known for what it is by then. */
    private static boolean isHangUp(Throwable error, Refusal refusal) {
        return refusal.isInternalError() && DisconnectedClientHelper.isClientDisconnectedException(error);
    }

    private Mono<Void> answer(ServerWebExchange exchange, Refusal refusal) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        Problem problem = refusal.asProblem(request.getURI().getRawPath(), exchange.getAttribute(RequestIdInLogs.KEY));
        byte[] body = json.writeValueAsBytes(problem);
        response.setStatusCode(refusal.status());
        writeHeaders(response.getHeaders(), refusal);
        response.getHeaders().setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    private static void writeHeaders(HttpHeaders headers, Refusal refusal) {
        headers.putAll(refusal.headers());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refusal.status() == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter().toSeconds()));
        }
    }

    private void report(ServerWebExchange exchange, Refusal refusal, Throwable error) {
        String method = exchange.getRequest().getMethod().name();
        String path = exchange.getRequest().getURI().getRawPath();
        String requestId = exchange.getAttribute(RequestIdInLogs.KEY);
        // The filter's context does not reach this far out.
        try (var ignored = MDC.putCloseable(RequestIdInLogs.KEY, requestId)) {
            if (refusal.isInternalError()) {
                log.error("{} {} failed", method, path, error);
            } else if (refusal.status().is5xxServerError()) {
                refusals.note(method, path, refusal.code(), error.toString());
            } else {
                log.debug(
                        "{} {} was refused: {} {}",
                        method,
                        path,
                        refusal.status().value(),
                        refusal.code());
            }
        }
    }
}
