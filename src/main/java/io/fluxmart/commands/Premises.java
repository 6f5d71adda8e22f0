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

    private final Class<?> application;
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "fluxmart.demo.enabled", "false", // what is planted is for the command to say
            "logging.level.root", "warn")); // beside the command's own words and its progress
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

    <T> T get(Class<T> bean) {
        if (context == null) {
            context = open();
        }
        return context.getBean(bean);
    }

    /** Brings PostgreSQL's schema up to date, as the start of a node does. */
    Premises migrated() {
        get(SpringLiquibase.class);
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
