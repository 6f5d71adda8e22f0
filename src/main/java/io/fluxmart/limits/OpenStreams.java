package io.fluxmart.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many streams of this node each client holds. A node that dies takes its counts and its streams with it. */
@Component
class OpenStreams {

    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final LimitSettings settings;
    private final Refusals refusals;

    OpenStreams(LimitSettings settings, Refusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    /** @throws TooManyStreams when the client holds as many as it may */
    void enter(String client) {
        if (open.merge(client, 1, Integer::sum) > settings.streams()) {
            leave(client);
            refusals.note("streams");
            throw new TooManyStreams();
        }
    }

    void leave(String client) {
        open.computeIfPresent(client, (who, count) -> count == 1 ? null : count - 1);
    }

    int of(String client) {
        return open.getOrDefault(client, 0);
    }
}
