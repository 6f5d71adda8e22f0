package io.fluxmart.jobs;

import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.redis.RedisAccess;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A queue of its own on the shared Redis, seen by nodes that a test makes up. Nothing runs by itself. */
final class Bench {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofHours(1);

    private final RedisAccess redis;
    private final String queue;

    Bench(RedisAccess redis, String queue) {
        this.redis = redis;
        this.queue = queue;
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(Unavailable.class) // the node connects in the background
                .until(() -> get(store().count()) != null);
    }

    static Bench ofItsOwn(RedisAccess redis) {
        return new Bench(redis, Shop.unique("queue"));
    }

    /** What most tests want: nothing ends, or is tried again, by time. */
    JobSettings patient() {
        return settings(LONG, LONG, 3, Duration.ofMillis(1));
    }

    /** Retries come in order of their attempts from {@code firstDelay} on. */
    JobSettings settings(Duration visibility, Duration timeLimit, int maxAttempts, Duration firstDelay) {
        return settings(4, visibility, timeLimit, maxAttempts, firstDelay);
    }

    /** While it has a job it takes no other, nor the same one again. */
    JobSettings oneHanded(Duration visibility) {
        return settings(1, visibility, LONG, 3, Duration.ofMillis(1));
    }

    private JobSettings settings(
            int workers, Duration visibility, Duration timeLimit, int maxAttempts, Duration firstDelay) {
        return new JobSettings(
                queue,
                workers,
                Duration.ofMillis(50),
                visibility,
                timeLimit,
                maxAttempts,
                firstDelay,
                Duration.ofDays(10),
                Duration.ofMillis(100));
    }

    JobStore store() {
        return store(patient());
    }

    JobStore store(JobSettings settings) {
        return new JobStore(redis, new JsonMapper(), settings);
    }

    Worker worker(JobSettings settings, JobRunner runner) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        JobStore store = store(settings);
        JobQueue jobs = new JobQueue(store);
        RunJob runJob = new RunJob(store, settings, meters, List.of(runner));
        Worker worker = new Worker(new JobWorker(store, runJob, settings, jobs), jobs, meters);
        worker.loop().start();
        return worker;
    }

    /** One node's worker. */
    record Worker(JobWorker loop, JobQueue jobs, SimpleMeterRegistry meters) implements AutoCloseable {

        long count(String kind, Outcome outcome) {
            return Optional.ofNullable(meters.find("fluxmart.jobs.run")
                            .tags("kind", kind, "outcome", outcome.word())
                            .timer())
                    .map(timer -> timer.count())
                    .orElse(0L);
        }

        @Override
        public void close() {
            loop.stop();
        }
    }

    /** When the job is due, or its visibility ends; milliseconds since 1970. */
    double timeOf(ReactiveStringRedisTemplate template, String set, String id) {
        return get(template.opsForZSet().score(key(set), id));
    }

    /** Time passes for this job alone. */
    void makeDue(ReactiveStringRedisTemplate template, String set, String id) {
        get(template.opsForZSet().add(key(set), id, 0));
    }

    String key(String name) {
        return "{" + queue + "}:" + name;
    }

    static <T> T get(Mono<T> work) {
        return work.block(PATIENCE);
    }
}
