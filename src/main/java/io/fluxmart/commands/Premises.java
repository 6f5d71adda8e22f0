package io.fluxmart.commands;

import io.fluxmart.platform.redis.RedisAccess;
import java.util.HashMap;
import java.util.Map;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

/**
 * The service's beans for the time of one command, made when they are first asked for: without a web server, and without
 * anything that runs by itself, such as relays, workers and schedules. Settings come from the environment, as for the service.
 */
final class Premises implements AutoCloseable {

    private static final Map<String, String> PATIENCE = Map.of(
            "fluxmart.postgres.slow-query", "10m",
            "fluxmart.postgres.statement-timeout", "10m",
            "fluxmart.postgres.lock-timeout", "1m",
            "fluxmart.postgres.idle-in-transaction-timeout", "1m",
            "spring.r2dbc.pool.max-acquire-time", "1m",
            "spring.r2dbc.pool.max-create-connection-time", "1m",
            "spring.r2dbc.pool.max-validation-time", "1m",
            "fluxmart.mongo.slow-command", "10m",
            "fluxmart.mongo.time-limit", "10m");

    private final Class<?> application;
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "fluxmart.demo.enabled", "false", // what is planted is for the command to say
            "fluxmart.postgres.start-patience", "0s",
            "logging.level.root", "warn", // beside the command's own words and its progress
            // Why it cannot begin, and which store is away, a command says itself.
            "logging.level.io.fluxmart.imports", "error",
            "logging.level.io.fluxmart.platform.mongo", "error",
            "logging.level.io.fluxmart.platform.redis", "error",
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "logging.level.org.springframework.context.annotation", "error"));
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable RedisAccess redis;

    Premises(Class<?> application) {
        this.application = application;
    }

    /** Overrides a setting, before the first {@link #get}. */
    Premises with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** For what takes its time with many rows at once: none of it is worth a warning, and nobody else waits for it. */
    Premises patient() {
        settings.putAll(PATIENCE);
        return this;
    }

    <T> T get(Class<T> bean) {
        return opened().getBean(bean);
    }

    private ConfigurableApplicationContext opened() {
        if (context == null) {
            context = open();
        }
        return context;
    }

    /** Brings PostgreSQL's schema up to date, as the start of a node does, and not where others do that. */
    Premises migrated() {
        opened().getBeanProvider(SpringLiquibase.class).getIfAvailable();
        return this;
    }

    /** Opens the way to Redis; it is there a moment later, if Redis is. */
    Premises onRedis() {
        redis = get(RedisAccess.class);
        redis.start();
        return this;
    }

    private ConfigurableApplicationContext open() {
        SpringApplication spring = new SpringApplication(application, NothingStartsByItself.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLazyInitialization(true);
        return spring.run(settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    /** Waits for it. The thread of a command is nobody's event loop. */
    <T> @Nullable T await(Mono<T> work) {
        return work.block();
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.stop();
        }
        if (context != null) {
            context.close();
        }
    }
}
