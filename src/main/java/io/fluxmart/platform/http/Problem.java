package io.fluxmart.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fluxmart.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every failure, {@code application/problem+json} of RFC 9457.
 *
 * @param instance path of the request
 * @param code stable word that a program can act on; {@code type} is the same as a URN
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable String requestId,
        List<Violation> errors) {}
