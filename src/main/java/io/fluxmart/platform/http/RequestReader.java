package io.fluxmart.platform.http;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.InvalidRequest;
import io.fluxmart.problem.MalformedRequest;
import io.fluxmart.problem.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one door for request bodies: decodes JSON, refuses what the record does not know, validates, and yields. Errors
 * name the field by a JSON pointer.
 */
@Component
public final class RequestReader {

    private static final int MAX_VIOLATIONS = 100;

    private final Validator validator;
    private final JsonMapper json;

    /** The first violation reads its messages from files; it happens here and not on an event loop. */
    RequestReader(Validator validator, JsonMapper json) {
        this.validator = validator;
        this.json = json;
        validator.validate(new Missing(null));
    }

    private record Missing(@NotNull @Nullable Object value) {}

    /**
     * @return the valid body; {@link MalformedRequest} when it is no JSON of this shape, {@link InvalidRequest} when a
     *     property is unknown or a value is not acceptable
     */
    public <T> Mono<T> read(ServerRequest request, Class<T> type) {
        return decode(request, type).map(this::validated);
    }

    private static <T> Mono<T> decode(ServerRequest request, Class<T> type) {
        return request.bodyToMono(type)
                .onErrorMap(ServerWebInputException.class, RequestReader::explain)
                .onErrorMap(DecodingException.class, RequestReader::explain)
                .switchIfEmpty(Mono.error(() -> new MalformedRequest("body_required", "A JSON body is required.")));
    }

    /**
     * Lays a JSON Merge Patch (RFC 7396) over what there is: properties that the body lacks stay, null removes one.
     *
     * @param current a flat record of what may be changed
     * @return the changed record, valid as a whole; failures as for {@link #read}
     */
    public <T> Mono<T> merge(ServerRequest request, T current) {
        return decode(request, ObjectNode.class).map(patch -> validated(merged(current, patch)));
    }

    private <T> T merged(T current, ObjectNode patch) {
        ObjectNode whole = json.valueToTree(current);
        whole.setAll(patch);
        try {
            @SuppressWarnings("unchecked")
            Class<T> type = (Class<T>) current.getClass();
            return json.treeToValue(whole, type);
        } catch (JacksonException refused) {
            throw explain(refused);
        }
    }

    private <T> T validated(T body) {
        Set<ConstraintViolation<T>> violations = validator.validate(body);
        if (violations.isEmpty()) {
            return body;
        }
        throw new InvalidRequest(violations.stream()
                .map(RequestReader::violation)
                .limit(MAX_VIOLATIONS)
                .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::code))
                .toList());
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        String annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new Violation(
                JsonPointers.of(violation.getPropertyPath()),
                JsonPointers.snakeCase(annotation),
                violation.getMessage());
    }

    private static RuntimeException explain(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException limit) {
                return limit;
            }
            if (cause instanceof Failure failure) {
                return failure;
            }
            if (cause instanceof ValueInstantiationException) {
                continue; // thrown by a record's own constructor; the reason is further down
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return unknownProperty(unknown);
            }
            if (cause instanceof StreamConstraintsException) {
                return new MalformedRequest("body_too_complex", "The JSON is nested too deep or a value is too long.");
            }
            if (cause instanceof InputCoercionException) {
                return new MalformedRequest("wrong_type", "A number is out of range.");
            }
            if (cause instanceof DatabindException mismatch) {
                return wrongType(mismatch);
            }
        }
        return new MalformedRequest("malformed_json", "The body is not well-formed JSON.");
    }

    private static InvalidRequest unknownProperty(UnrecognizedPropertyException unknown) {
        return new InvalidRequest(
                JsonPointers.of(unknown.getPath()), "unknown_property", "This property is not known here.");
    }

    private static MalformedRequest wrongType(DatabindException mismatch) {
        Violation violation = new Violation(
                JsonPointers.of(mismatch.getPath()), "wrong_type", "The value has the wrong type or is out of range.");
        return new MalformedRequest("wrong_type", "A value has the wrong type; see errors.", violation);
    }
}
