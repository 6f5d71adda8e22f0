package io.fluxmart.users;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.credentials.UserEvents;
import io.fluxmart.events.Outbox;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes and closes accounts. Each is a transaction of two statements: the change, and that it happened. */
@Component
class EditAccount {

    private final UserStore users;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final Clock clock;

    EditAccount(UserStore users, Outbox outbox, TransactionalOperator transaction, DetachedWrites writes, Clock clock) {
        this.users = users;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
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
        return commit(current.id(), users.update(current.id(), current.version(), edit, editor.id()))
                .switchIfEmpty(Mono.error(EditAccount::stale));
    }

    /** Closes the account for good: nobody can sign in, and what is open ends. Name, orders and money stay. */
    Mono<Void> close(UUID id, Revisions revisions, CurrentUser closer) {
        requireAnotherAdministrator(id, closer);
        return commit(id, users.close(id, revisions, closer.id()).filter(closed -> closed > 0))
                .switchIfEmpty(refuse(id))
                .then();
    }

    private <T> Mono<T> commit(UUID id, Mono<T> change) {
        return writes.run(transaction.transactional(change.delayUntil(changed -> tell(id))));
    }

    private Mono<Void> tell(UUID id) {
        return outbox.append(UserEvents.changed(id, clock.instant()));
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
