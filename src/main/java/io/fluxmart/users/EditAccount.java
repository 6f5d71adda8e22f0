package io.fluxmart.users;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes and closes accounts. Each is one statement, so it needs no transaction. */
@Component
class EditAccount {

    private final UserStore users;
    private final DetachedWrites writes;

    EditAccount(UserStore users, DetachedWrites writes) {
        this.users = users;
        this.writes = writes;
    }

    /**
     * @param current the account as it was read; 412 when that is not a version the editor saw, or was changed since
     * @param editor an administrator does not change their own rights
     */
    Mono<User> change(User current, Revisions revisions, AccountEdit edit, CurrentUser editor) {
        if (!revisions.include(current.version())) {
            throw stale();
        }
        if (edit.changesRightsOf(current)) {
            requireAnotherAdministrator(current.id(), editor);
        }
        return writes.run(users.update(current.id(), current.version(), edit, editor.id()))
                .switchIfEmpty(Mono.error(EditAccount::stale));
    }

    /** Closes the account for good: nobody can sign in, and what is open ends. Name, orders and money stay. */
    Mono<Void> close(UUID id, Revisions revisions, CurrentUser closer) {
        requireAnotherAdministrator(id, closer);
        return writes.run(users.close(id, revisions, closer.id()))
                .filter(closed -> closed > 0)
                .switchIfEmpty(refuse(id))
                .then();
    }

    /** So that somebody is left who can let others in. */
    private static void requireAnotherAdministrator(UUID whose, CurrentUser who) {
        if (who.isAdmin() && who.id().equals(whose)) {
            throw new Failure(Kind.CONFLICT, "own_rights", "Another administrator has to do this for you.");
        }
    }

    private Mono<Long> refuse(UUID id) {
        return users.findById(id)
                .flatMap(present -> Mono.<Long>error(EditAccount::stale))
                .switchIfEmpty(Mono.error(() -> new NotFound("The user")));
    }

    private static Failure stale() {
        return new Failure(Kind.STALE, "stale_version", "The account was changed since; read it again.");
    }
}
