package io.fluxmart.idempotency;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Sends a stored answer as it is, and says when it is a repeated one: {@code Idempotent-Replayed: true}. */
public final class Answers {

    private Answers() {}

    public static Mono<ServerResponse> ok(Answer answer) {
        return render(ServerResponse.ok(), answer);
    }

    /** For an effect that has no address of its own. */
    public static Mono<ServerResponse> created(Answer answer) {
        return render(ServerResponse.status(HttpStatus.CREATED), answer);
    }

    /** @param location of what the effect brought into being */
    public static Mono<ServerResponse> created(URI location, Answer answer) {
        return render(ServerResponse.created(location), answer);
    }

    private static Mono<ServerResponse> render(ServerResponse.BodyBuilder response, Answer answer) {
        if (answer.isReplayed()) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.contentType(MediaType.APPLICATION_JSON).bodyValue(answer.body());
    }
}
