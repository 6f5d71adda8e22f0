package io.fluxmart.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.TcpProxy;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@FluxmartTest
class RedisAccessTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    ReactiveRedisConnectionFactory lettuce;

    private final Queue<String> connectingThreads = new ConcurrentLinkedQueue<>();

    /** Event loops must not wait, nor may callers queue up where Redis cannot be reached. */
    @Test
    void neverConnectsOnTheThreadOfACaller() {
        RedisAccess access =
                new RedisAccess(new ReactiveStringRedisTemplate(connectingAtTheThirdTry()), new SimpleMeterRegistry());

        StepVerifier.create(pingFrom(access)).expectError(Unavailable.class).verify(PATIENCE);
        assertThat(connectingThreads).as("nobody has tried yet").isEmpty();

        access.start();
        awaitAnswer(access);
        assertThat(connectingThreads.stream().limit(3)).allMatch(thread -> thread.startsWith("boundedElastic"));
        access.stop();
    }

    /** Left to itself the client waits up to half a minute between attempts, and carts with it. */
    @Test
    void reconnectsSoonHoweverLongRedisWasAway() {
        ClientResources.Builder resources = ClientResources.builder();
        new RedisConfiguration().reconnectSoon().customize(resources);

        ClientResources client = resources.build();
        try {
            assertThat(client.reconnectDelay().createDelay(1_000)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        } finally {
            client.shutdown();
        }
    }

    /** A context that is paused stops the client; the first request behind it must not be the one that reconnects. */
    @Test
    void connectsInTheBackgroundAgainAfterARestart() {
        RedisAccess access = new RedisAccess(new ReactiveStringRedisTemplate(lettuce), new SimpleMeterRegistry());
        access.start();
        awaitAnswer(access);
        assertThat(access.isRunning())
                .as("connected, and therefore stopped with the rest")
                .isTrue();

        access.stop();
        StepVerifier.create(pingFrom(access)).expectError(Unavailable.class).verify(PATIENCE);

        access.start();
        awaitAnswer(access);
        access.stop();
        assertThat(access.isRunning()).isFalse();
    }

    /** TCP alone would take a quarter of an hour to notice that nothing comes back. */
    @Test
    void leavesAConnectionOnWhichNothingPassesAnyMore() {
        URI redis = address();
        try (TcpProxy proxy = new TcpProxy(redis.getHost(), redis.getPort())) {
            LettuceConnectionFactory through = through(proxy);
            RedisAccess access = new RedisAccess(new ReactiveStringRedisTemplate(through), new SimpleMeterRegistry());
            access.start();
            awaitAnswer(access);

            proxy.strand();
            await().atMost(PATIENCE).until(() -> answerOf(access).equals("away"));

            awaitAnswer(access);
            access.stop();
            through.destroy();
        }
    }

    private static URI address() {
        return URI.create(Optional.ofNullable(System.getenv("SPRING_DATA_REDIS_URL"))
                .orElseGet(() -> SharedBackends.get().redisUrl()));
    }

    private static LettuceConnectionFactory through(TcpProxy proxy) {
        LettuceClientConfiguration shortOfPatience = LettuceClientConfiguration.builder()
                .commandTimeout(Duration.ofMillis(200))
                .build();
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", proxy.port()), shortOfPatience);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private static String answerOf(RedisAccess access) {
        return pingFrom(access).onErrorReturn("away").block(PATIENCE);
    }

    private static void awaitAnswer(RedisAccess access) {
        await().atMost(PATIENCE).until(() -> answerOf(access).equals("PONG"));
    }

    private static Mono<String> pingFrom(RedisAccess access) {
        return access.run(template ->
                        template.execute(connection -> connection.ping()).single())
                .subscribeOn(Schedulers.parallel());
    }

    private ReactiveRedisConnectionFactory connectingAtTheThirdTry() {
        Class<?>[] type = {ReactiveRedisConnectionFactory.class};
        return (ReactiveRedisConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(), type, (proxy, method, arguments) -> {
                    if (method.getName().equals("getReactiveConnection")) {
                        connectingThreads.add(Thread.currentThread().getName());
                        if (connectingThreads.size() < 3) {
                            throw new RedisConnectionFailureException("not yet");
                        }
                    }
                    try {
                        return method.invoke(lettuce, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
