package io.fluxmart.notifications;

import static java.util.Objects.requireNonNull;

import io.fluxmart.events.NewEvent;
import io.fluxmart.events.Outbox;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.InvalidRequest;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** An administrator tells one user, or everybody, something. It takes the same way as any other event. */
@Component
class SendNotification {

    private static final int MAX_DATA_BYTES = 8 * 1024;

    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final JsonMapper json;
    private final Clock clock;

    SendNotification(
            Outbox outbox, TransactionalOperator transaction, DetachedWrites writes, JsonMapper json, Clock clock) {
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.json = json;
        this.clock = clock;
    }

    Mono<Void> of(NotificationDraft draft) {
        requireSmall(draft);
        NewEvent event = new NewEvent(
                requireNonNull(draft.type()), draft.userId(), requireNonNull(draft.data()), clock.instant());
        return writes.run(transaction.transactional(outbox.append(event)));
    }

    private void requireSmall(NotificationDraft draft) {
        if (json.writeValueAsBytes(draft.data()).length > MAX_DATA_BYTES) {
            throw new InvalidRequest("/data", "too_large", "data can hold at most " + MAX_DATA_BYTES + " bytes.");
        }
    }
}
