package io.fluxmart.platform.http;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.ResponseStatusException;

/** What a failure becomes over HTTP. This is the only place that maps failures to status codes. */
record Refusal(
        HttpStatus status,
        String code,
        String detail,
        List<Violation> violations,
        @Nullable Duration retryAfter,
        HttpHeaders headers) {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    static Refusal of(Throwable error) {
        if (error instanceof Failure failure) {
            return of(failure);
        }
        if (error instanceof DataBufferLimitException || error.getCause() instanceof DataBufferLimitException) {
            return plain(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", "The request body is too large.");
        }
        if (error instanceof ResponseStatusException framework) {
            return of(framework);
        }
        if (error instanceof InvalidMediaTypeException || error instanceof InvalidMimeTypeException) {
            return plain(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "The media type cannot be read.");
        }
        if (error instanceof DecodingException) {
            return plain(HttpStatus.BAD_REQUEST, "malformed", "The request could not be read.");
        }
        if (isStoreAway(error)) {
            return new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "store_unavailable",
                    "A store did not answer in time; nothing is known to have changed. Try again with the same key.",
                    List.of(),
                    A_MOMENT,
                    HttpHeaders.EMPTY);
        }
        return plain(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "The service failed; see its log.");
    }

    private static Refusal of(Failure failure) {
        return new Refusal(
                statusOf(failure),
                failure.code(),
                failure.detail(),
                failure.violations(),
                failure.retryAfter(),
                HttpHeaders.EMPTY);
    }

    private static HttpStatus statusOf(Failure failure) {
        return switch (failure.kind()) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** The framework's own refusals: 404, 405, 406, 415 and what filters raise. Their reasons name our classes. */
    private static Refusal of(ResponseStatusException framework) {
        HttpStatusCode code = framework.getStatusCode();
        HttpStatus status = HttpStatus.resolve(code.value());
        if (status == null) {
            status = code.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return switch (status) {
            case NOT_FOUND -> plain(status, "not_found", "There is nothing under this path.");
            case UNSUPPORTED_MEDIA_TYPE ->
                plain(status, "unsupported_media_type", "Send the body as application/json.");
            case METHOD_NOT_ALLOWED ->
                plain(status, "method_not_allowed", "This path does not know that method; see Allow.")
                        .with(framework.getHeaders());
            case UPGRADE_REQUIRED ->
                plain(status, "upgrade_required", "This path speaks WebSocket; see Upgrade.")
                        .with(framework.getHeaders());
            default -> plain(status, status.name().toLowerCase(Locale.ROOT), status.getReasonPhrase());
        };
    }

    private static boolean isStoreAway(Throwable error) {
        return error instanceof TransientDataAccessException
                || error instanceof DataAccessResourceFailureException
                || error instanceof TransactionException;
    }

    private static Refusal plain(HttpStatus status, String code, String detail) {
        return new Refusal(status, code, detail, List.of(), null, HttpHeaders.EMPTY);
    }

    private Refusal with(HttpHeaders headers) {
        return new Refusal(status, code, detail, violations, retryAfter, headers);
    }

    boolean isInternalError() {
        return status == HttpStatus.INTERNAL_SERVER_ERROR;
    }

    Problem asProblem(String instance, @Nullable String requestId) {
        String type = "urn:fluxmart:problem:" + code;
        return new Problem(
                type, status.getReasonPhrase(), status.value(), detail, instance, code, requestId, violations);
    }
}
