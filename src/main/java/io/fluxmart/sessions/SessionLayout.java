package io.fluxmart.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;
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
 * How a session lies in Redis: Spring Session's hash. Its web side is left out, since that saves the session with each
 * answer and asks Redis past {@link io.fluxmart.platform.redis.RedisAccess}.
 */
@Configuration(proxyBeanMethods = false)
class SessionLayout {

    private static final String NAMESPACE = "fluxmart";

    /** Texts and numbers as JSON without types: what is read from Redis never chooses a class. */
    private static final RedisSerializer<Object> PLAIN_VALUES = new JacksonJsonRedisSerializer<>(Object.class);

    @Bean
    ReactiveSessionRepository<? extends Session> sessionRepository(ReactiveRedisConnectionFactory redis) {
        ReactiveRedisSessionRepository sessions =
                new ReactiveRedisSessionRepository(new ReactiveRedisTemplate<>(redis, plainValues()));
        sessions.setRedisKeyNamespace(NAMESPACE);
        return sessions;
    }

    private static RedisSerializationContext<String, Object> plainValues() {
        return RedisSerializationContext.<String, Object>newSerializationContext(PLAIN_VALUES)
                .key(RedisSerializer.string())
                .hashKey(RedisSerializer.string())
                .build();
    }

    static String keyOf(String id) {
        return NAMESPACE + ":sessions:" + id;
    }

    /** First the milliseconds that it lives, then the hash: each field with its value. */
    static List<String> lifetimeAndFieldsOf(Session session) {
        String lifetime = String.valueOf(session.getMaxInactiveInterval().toMillis());
        return Stream.of(Stream.of(lifetime), timesOf(session), attributesOf(session))
                .flatMap(parts -> parts)
                .toList();
    }

    private static Stream<String> timesOf(Session session) {
        return Stream.of(
                "creationTime",
                String.valueOf(session.getCreationTime().toEpochMilli()),
                "lastAccessedTime",
                String.valueOf(session.getLastAccessedTime().toEpochMilli()),
                "maxInactiveInterval",
                String.valueOf(session.getMaxInactiveInterval().toSeconds()));
    }

    private static Stream<String> attributesOf(Session session) {
        return session.getAttributeNames().stream()
                .flatMap(name -> Stream.of("sessionAttr:" + name, json(session.getRequiredAttribute(name))));
    }

    private static String json(Object value) {
        return new String(PLAIN_VALUES.serialize(value), UTF_8);
    }
}
