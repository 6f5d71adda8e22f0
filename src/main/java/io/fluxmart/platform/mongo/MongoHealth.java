package io.fluxmart.platform.mongo;

import java.time.Duration;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A node without MongoDB is a degraded one, not one to take out of service: it sells. The name of the bean takes the
 * place of Boot's own indicator, which says DOWN.
 */
@Component("mongoHealthIndicator")
class MongoHealth implements ReactiveHealthIndicator {

    /** Less than what probes wait by default, a second. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Health UP = Health.up().build();
    private static final Health DEGRADED = Health.status(new Status("DEGRADED")).build();

    private final MongoAccess access;

    MongoHealth(MongoAccess access) {
        this.access = access;
    }

    @Override
    public Mono<Health> health() {
        return access.run(mongo -> mongo.executeCommand(new Document("ping", 1)))
                .timeout(PATIENCE)
                .thenReturn(UP)
                .onErrorReturn(DEGRADED);
    }
}
