package io.fluxmart.platform.http;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
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

    /**
     * The version that the client means to change.
     *
     * @throws Failure 428 without {@code If-Match}
     */
    public static String requireIfMatch(ServerRequest request) {
        String header = request.headers().firstHeader("If-Match");
        if (header == null || header.isBlank()) {
            throw new Failure(
                    Kind.PRECONDITION_REQUIRED,
                    "if_match_required",
                    "Name the version that you mean to change: send its ETag as If-Match.");
        }
        return header.strip().replaceAll("^\"|\"$", "");
    }
}
