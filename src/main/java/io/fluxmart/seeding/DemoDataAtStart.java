package io.fluxmart.seeding;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Seeds a small shop when the service is up, and says what to try with it. */
@Component
@ConditionalOnBooleanProperty("fluxmart.demo.enabled")
class DemoDataAtStart {

    private static final Logger log = LoggerFactory.getLogger(DemoDataAtStart.class);
    private static final String INVITATION = """


            Fluxmart runs on %1$s
            Demo users: admin@, moderator@, user@ and second@example.com; password: %2$s
            Sign in, listen, buy (three lines, as they are):

            TOKEN=$(curl -s %1$s/api/tokens -H 'Content-Type: application/json' -d '{"login":"user@example.com","password":"%2$s"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
            curl -sN %1$s/api/notifications/stream -H "Authorization: Bearer $TOKEN" &
            curl -s %1$s/api/orders -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(date +%%s%%N)" -H 'Content-Type: application/json' -d '{"items":[{"productId":1,"quantity":2}]}'
            """;

    /** On a machine that is busy with starting, the first connections may come too late. What came in stays. */
    private static final Retry A_FEW_TIMES = Retry.backoff(5, Duration.ofMillis(500));

    private final Seed seed;
    private final DemoSettings settings;
    private final Environment environment;

    DemoDataAtStart(Seed seed, DemoSettings settings, Environment environment) {
        this.seed = seed;
        this.settings = settings;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    Mono<Void> plant() {
        return seed.runAtStart(settings.plan())
                .doOnNext(DemoDataAtStart::reportMissing)
                .filter(DemoDataAtStart::areAllUsers)
                .doOnNext(users -> log.info("{}", invitation()))
                .then()
                .retryWhen(A_FEW_TIMES)
                .doOnError(error -> log.error("The demonstration data are not complete.", error));
    }

    /** They come after the products; what comes after them is not needed to try the service. */
    private static boolean areAllUsers(Seeded seeded) {
        return seeded.part() == Part.USERS && seeded.done() == seeded.wanted();
    }

    private static void reportMissing(Seeded seeded) {
        if (seeded.isMissing()) {
            log.warn(
                    "The demonstration has no {} yet: their store is away.",
                    seeded.part().label());
        }
    }

    private String invitation() {
        String url = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        return INVITATION.formatted(url, DemoUser.PASSWORD);
    }
}
