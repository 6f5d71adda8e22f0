package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fluxmart.events.EventFeed;
import io.fluxmart.events.Outbox;
import io.fluxmart.platform.redis.RedisAccess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

class PremisesTests {

    @Test
    void openNoPortAndStartNothing() {
        try (Premises premises = new Premises(CommandRun.OnSharedStores.class)) {
            Long users = premises.migrated()
                    .await(premises.get(DatabaseClient.class)
                            .sql("SELECT count(*) FROM users")
                            .map(row -> row.get(0, Long.class))
                            .one());

            assertThat(users).isNotNull();
            assertThat(premises.get(Outbox.class)).isNotNull();
            assertThat(premises.get(EventFeed.class).isRunning()).isFalse();
            assertThat(premises.get(RedisAccess.class).isRunning()).isFalse();
            assertThat(premises.get(Environment.class).getProperty("local.server.port"))
                    .isNull();
        }
    }

    /** {@code SPRING_LIQUIBASE_ENABLED=false}, as where a job of the deployment migrates. */
    @Test
    void leaveTheSchemaToOthersWhereNodesDo() {
        try (Premises premises =
                new Premises(CommandRun.OnSharedStores.class).with("spring.liquibase.enabled", "false")) {
            assertThat(premises.migrated().get(DatabaseClient.class)).isNotNull();
        }
    }

    /** Of all that was scheduled, the first round would run at once. */
    @Test
    void scheduleNothing() {
        try (Premises premises = new Premises(CommandRun.OnSharedStores.class)) {
            assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
                    .isThrownBy(() -> premises.get(ScheduledTaskHolder.class));
        }
    }

    @Test
    void reachRedis() {
        try (Premises premises = new Premises(CommandRun.OnSharedStores.class).onRedis()) {
            Mono<String> ping = premises.get(RedisAccess.class)
                    .run(redis -> redis.execute(connection -> connection.ping()).next());

            assertThat(premises.await(ping.retryWhen(Retry.backoff(10, Duration.ofMillis(100)))))
                    .isEqualToIgnoringCase("pong");
        }
    }
}
