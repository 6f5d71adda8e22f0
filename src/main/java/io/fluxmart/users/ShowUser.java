package io.fluxmart.users;

import io.fluxmart.caching.CacheKind;
import io.fluxmart.caching.CacheSettings;
import io.fluxmart.caching.Cached;
import io.fluxmart.caching.Caches;
import io.fluxmart.caching.CopyShape;
import io.fluxmart.credentials.UserEvents;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Open accounts, to be shown: out of a cache (docs/adr/0018). Edits read the store. */
@Component
class ShowUser {

    private final Cached<UUID, User> byId;

    ShowUser(UserStore users, UserEvents events, Caches caches, CacheSettings settings) {
        this.byId = caches.of(
                new CacheKind<>(
                        "users",
                        settings.userTimeToLive(),
                        settings.maxUsers(),
                        events::usersChangedBy,
                        users::findById),
                new CopyShape<>(1, new TypeReference<>() {}));
    }

    /** Empty when there is no such account, or it was closed. May lag behind what other nodes write. */
    Mono<User> find(UUID id) {
        return byId.find(id);
    }
}
