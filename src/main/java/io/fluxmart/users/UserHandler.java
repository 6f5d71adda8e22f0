package io.fluxmart.users;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.credentials.ChangePassword;
import io.fluxmart.limits.RegistrationLimits;
import io.fluxmart.limits.SignInLimits;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.IfMatch;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What people do with their own account. */
@Component
class UserHandler {

    private static final URI ME = URI.create("/api/users/me");

    private final RequestReader reader;
    private final RegistrationLimits registrations;
    private final SignInLimits signIns;
    private final RegisterUser registerUser;
    private final UserStore users;
    private final ShowUser showUser;
    private final EditAccount editAccount;
    private final ChangePassword changePassword;

    UserHandler(
            RequestReader reader,
            RegistrationLimits registrations,
            SignInLimits signIns,
            RegisterUser registerUser,
            UserStore users,
            ShowUser showUser,
            EditAccount editAccount,
            ChangePassword changePassword) {
        this.reader = reader;
        this.registrations = registrations;
        this.signIns = signIns;
        this.registerUser = registerUser;
        this.users = users;
        this.showUser = showUser;
        this.editAccount = editAccount;
        this.changePassword = changePassword;
    }

    Mono<ServerResponse> register(ServerRequest request) {
        return reader.read(request, Registration.class)
                .delayUntil(registration -> registrations.require(request))
                .flatMap(registerUser::from)
                .flatMap(user -> ServerResponse.created(ME).bodyValue(user));
    }

    Mono<ServerResponse> me(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(me -> showUser.find(me.id()))
                .switchIfEmpty(Mono.error(UserHandler::notFound))
                .flatMap(user -> EntityTags.answer(request, user.entityTag(), user));
    }

    Mono<ServerResponse> changeMe(ServerRequest request) {
        Revisions revisions = IfMatch.required(request).revisions();
        return CurrentUsers.required(request)
                .flatMap(me -> require(me)
                        .flatMap(user -> reader.merge(request, ProfileEdit.of(user))
                                .flatMap(edit -> editAccount.change(user, revisions, AccountEdit.of(user, edit), me))))
                .flatMap(UserHandler::answer);
    }

    /** Ends the sign-in that asked for it, too. */
    Mono<ServerResponse> changePassword(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(me -> reader.read(request, PasswordChange.class)
                        .delayUntil(change -> signIns.require(request, me.id().toString()))
                        .flatMap(change -> changePassword.of(me.id(), change.currentPassword(), change.newPassword())))
                .then(ServerResponse.noContent().build());
    }

    Mono<ServerResponse> closeMine(ServerRequest request) {
        Revisions revisions = IfMatch.orAny(request).revisions();
        return CurrentUsers.required(request)
                .flatMap(me -> editAccount.close(me.id(), revisions, me))
                .then(ServerResponse.noContent().build());
    }

    private Mono<User> require(CurrentUser me) {
        return users.findById(me.id()).switchIfEmpty(Mono.error(UserHandler::notFound));
    }

    static Mono<ServerResponse> answer(User user) {
        return ServerResponse.ok().eTag(user.entityTag()).bodyValue(user);
    }

    static NotFound notFound() {
        return new NotFound("The user");
    }
}
