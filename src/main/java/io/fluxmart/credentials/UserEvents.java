package io.fluxmart.credentials;

import io.fluxmart.events.NewEvent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which events tell of changed accounts. Every change of one, a login included, has one in the transaction that made it. */
@Component
public class UserEvents {

    /** What a change of an account tells the nodes. */
    record UserFacts(UUID userId) {}

    private static final String CHANGED = "user.changed";

    private final JsonMapper json;

    UserEvents(JsonMapper json) {
        this.json = json;
    }

    public static NewEvent changed(UUID userId, Instant now) {
        return NewEvent.amongNodes(CHANGED, new UserFacts(userId), now);
    }

    /** The account that is another since, or none, for most types of event. */
    public Set<UUID> usersChangedBy(String type, String data) {
        return type.equals(CHANGED)
                ? Set.of(json.readValue(data, UserFacts.class).userId())
                : Set.of();
    }
}
