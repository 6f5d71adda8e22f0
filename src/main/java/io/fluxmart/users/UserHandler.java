package io.fluxmart.users;

import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class UserHandler {

    private static final URI ME = URI.create("/api/users/me");

    private final RequestReader reader;
    private final RegisterUser registerUser;
    private final UserStore users;

    UserHandler(RequestReader reader, RegisterUser registerUser, UserStore users) {
        this.reader = reader;
        this.registerUser = registerUser;
        this.users = users;
    }

    Mono<ServerResponse> register(ServerRequest request) {
        return reader.read(request, Registration.class)
                .flatMap(registerUser::from)
                .flatMap(user -> ServerResponse.created(ME).bodyValue(user));
    }

    Mono<ServerResponse> me(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(user -> users.findById(user.id()))
                .switchIfEmpty(Mono.error(() -> new NotFound("The user")))
                .flatMap(user -> EntityTags.answer(request, user.entityTag(), user));
    }
}
