package io.fluxmart.sessions;

import io.fluxmart.auth.AuthSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.data.redis.ReactiveRedisSessionRepository;

/**
 * Spring Session's way of keeping sessions in Redis, without its web side: that would save the session with each answer,
 * and ask Redis without {@link io.fluxmart.platform.redis.RedisAccess}.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    static final String NAMESPACE = "fluxmart";

    @Bean
    ReactiveSessionRepository<? extends Session> sessionRepository(
            ReactiveRedisConnectionFactory redis, AuthSettings settings) {
        ReactiveRedisSessionRepository sessions =
                new ReactiveRedisSessionRepository(new ReactiveRedisTemplate<>(redis, plainValues()));
        sessions.setRedisKeyNamespace(NAMESPACE);
        sessions.setDefaultMaxInactiveInterval(settings.sessionLifetime());
        return sessions;
    }

    /** Texts and numbers as JSON without types: what is read from Redis never chooses a class. */
    private static RedisSerializationContext<String, Object> plainValues() {
        return RedisSerializationContext.<String, Object>newSerializationContext(
                        new JacksonJsonRedisSerializer<>(Object.class))
                .key(RedisSerializer.string())
                .hashKey(RedisSerializer.string())
                .build();
    }
}
