package io.fluxmart.jobs;

import static io.fluxmart.jobs.Bench.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.jobs.Bench.Worker;
import io.fluxmart.platform.redis.RedisAccess;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Workers as of several nodes, on one queue. */
@FluxmartTest
class JobWorkerTests {

    private static final String KIND = "sum";
    private static final NewJob JOB = new NewJob("sum:1", KIND, "");
    private static final Duration LONG = Duration.ofHours(1);

    @Autowired
    RedisAccess redis;

    @Autowired
    ReactiveStringRedisTemplate template;

    @Autowired
    Shop shop;

    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private Bench bench;

    @BeforeEach
    void open() {
        bench = Bench.ofItsOwn(redis);
    }

    @Test
    void shareJobsWithOtherNodesAndDoEachOnceAndNoMoreThanTheyHaveHandsFor() {
        Crowd one = new Crowd();
        Crowd other = new Crowd();
        try (Worker here = bench.worker(bench.patient(), runner(job -> one.pass(effect(job))));
                Worker there = bench.worker(bench.patient(), runner(job -> other.pass(effect(job))))) {
            IntStream.range(0, 200).forEach(i -> {
                JobQueue jobs = i % 2 == 0 ? here.jobs() : there.jobs();
                assertThat(get(jobs.enqueue(new NewJob("sum:" + i, KIND, "")))).isTrue();
            });

            awaitCounts(new JobCounts(0, 0, 0));

            assertThat(effects).hasSize(200);
            assertThat(effects.values()).allSatisfy(count -> assertThat(count).hasValue(1));
            assertThat(List.of(one.most.get(), other.most.get()))
                    .allSatisfy(most -> assertThat(most).isLessThanOrEqualTo(4));
            patiently()
                    .untilAsserted(() -> assertThat(here.count(KIND, Outcome.DONE) + there.count(KIND, Outcome.DONE))
                            .isEqualTo(200));
        }
    }

    @Test
    void keepAJobThatTakesLongerThanItsVisibility() {
        Sinks.Empty<Void> end = Sinks.empty();
        JobSettings impatient = bench.settings(Duration.ofSeconds(1), LONG, 3, Duration.ofMillis(1));
        Function<Job, Mono<Void>> slow = job -> effect(job).then(end.asMono());
        try (Worker here = bench.worker(impatient, runner(slow));
                Worker there = bench.worker(impatient, runner(slow))) {
            get(here.jobs().enqueue(JOB));
            patiently().until(() -> !effects.isEmpty());
            double firstEnd = bench.timeOf(template, "running", "sum:1");

            patiently().until(() -> bench.timeOf(template, "running", "sum:1") > firstEnd + 1_500);
            end.tryEmitEmpty();

            awaitCounts(new JobCounts(0, 0, 0));
            assertThat(effects.get("sum:1")).hasValue(1);
            assertThat(there.loop().isRunning()).isTrue();
        }
    }

    /** The first holder is as good as frozen: its time passes before it is heard of again. */
    @Test
    void takeOverFromANodeThatWasNotHeardOfAndItStopsAtWhatIsNoLongerItsOwn() {
        AtomicBoolean isStopped = new AtomicBoolean();
        Mono<Void> endless = Mono.<Void>never().doOnCancel(() -> isStopped.set(true));
        JobSettings often = bench.oneHanded(Duration.ofSeconds(1));
        CountDownLatch begun = new CountDownLatch(1);
        try (Worker zombie = bench.worker(often, runner(job -> {
            begun.countDown();
            return endless;
        }))) {
            get(zombie.jobs().enqueue(JOB));
            patiently().until(() -> begun.getCount() == 0);
            Claim stolen = stolen();

            patiently().until(isStopped::get);
            patiently().until(() -> zombie.count(KIND, Outcome.LOST) == 1);
            assertThat(get(bench.store().acknowledge(stolen)))
                    .as("the successor still has it")
                    .isTrue();
        }
        assertThat(get(bench.store().count())).isEqualTo(new JobCounts(0, 0, 0));
    }

    /** Until somebody else is first, the holder may extend it. */
    private Claim stolen() {
        JobStore successor = bench.store();
        return patiently()
                .until(
                        () -> {
                            bench.makeDue(template, "running", "sum:1");
                            return get(successor.claim(List.of(KIND), 1));
                        },
                        claims -> !claims.isEmpty())
                .get(0);
    }

    @Test
    void doTheWorkOfANodeThatDied() {
        JobStore dead = bench.store();
        get(dead.enqueue(JOB));
        Claim lost = get(dead.claim(List.of(KIND), 1)).get(0);
        bench.makeDue(template, "running", "sum:1");

        try (Worker here = bench.worker(bench.patient(), runner(this::effect))) {
            awaitCounts(new JobCounts(0, 0, 0));
            assertThat(here.loop().isRunning()).isTrue();
        }

        assertThat(effects.get("sum:1")).hasValue(1);
        assertThat(get(dead.acknowledge(lost))).isFalse();
    }

    @Test
    void waitLongerFromAttemptToAttempt() {
        JobSettings slow = bench.settings(LONG, LONG, 10, LONG);
        try (Worker worker = bench.worker(slow, runner(job -> effect(job).then(broken())))) {
            get(worker.jobs().enqueue(JOB));
            for (int attempt = 1; attempt <= 4; attempt++) {
                int expected = attempt;
                patiently()
                        .until(() -> effects.containsKey("sum:1")
                                && effects.get("sum:1").get() == expected);
                awaitCounts(new JobCounts(1, 0, 0));
                double hours = (bench.timeOf(template, "due", "sum:1") - System.currentTimeMillis()) / 3_600_000;
                double full = Math.pow(2, attempt - 1);
                assertThat(hours).isBetween(full / 2 - 0.1, full + 0.1);
                bench.makeDue(template, "due", "sum:1");
            }
        }
    }

    /** On the queue that the node under test shows. Its own worker does not know this kind, and leaves it alone. */
    @Test
    void giveUpAndShowWhatKeepsFailingAndDoItWhenItIsMendedAndQueuedAnew() {
        bench = new Bench(redis, "jobs");
        String kind = Shop.unique("fragile");
        String id = kind + ":1";
        AtomicBoolean isMended = new AtomicBoolean();
        JobRunner fragile = runner(kind, job -> isMended.get() ? effect(job) : broken());
        try (Worker worker = bench.worker(bench.patient(), fragile)) {
            get(worker.jobs().enqueue(new NewJob(id, kind, "of glass")));

            Reply dead = patiently()
                    .until(
                            () -> shop.get("/api/jobs/dead?limit=100", shop.admin()),
                            reply -> reply.text().contains(id));
            assertThat(dead.json().path("data")).anySatisfy(job -> {
                assertThat(job.path("id").asString()).isEqualTo(id);
                assertThat(job.path("payload").asString()).isEqualTo("of glass");
                assertThat(job.path("attempts").asInt()).isEqualTo(3);
                assertThat(job.path("error").asString()).isEqualTo("java.lang.IllegalStateException: broken");
            });
            assertThat(shop.get("/api/jobs", shop.admin()).json().path("dead").asInt())
                    .isPositive();
            assertThat(worker.count(kind, Outcome.RETRY)).isEqualTo(2);
            assertThat(worker.count(kind, Outcome.DEAD)).isEqualTo(1);

            isMended.set(true);
            String requeue = "/api/jobs/dead/" + id + "/requeue";
            assertThat(shop.post(requeue, shop.admin(), null).status()).isEqualTo(202);

            patiently().until(() -> worker.count(kind, Outcome.DONE) == 1);
            assertThat(effects.get(id)).hasValue(1);
            assertThat(shop.post(requeue, shop.admin(), null).status()).isEqualTo(404);
        }
    }

    @Test
    void letAdministratorsPageAndDropTheDead() {
        Bench shown = new Bench(redis, "jobs");
        JobStore jobs = shown.store(shown.settings(LONG, LONG, 1, LONG));
        String kind = Shop.unique("doomed");
        List<String> ids = List.of(kind + ":1", kind + ":2");
        ids.forEach(id -> {
            get(jobs.enqueue(new NewJob(id, kind, "")));
            Claim claim = patiently()
                    .until(() -> get(jobs.claim(List.of(kind), 1)), claims -> !claims.isEmpty())
                    .get(0);
            assertThat(get(jobs.fail(claim, "no", LONG))).isEqualTo(Outcome.DEAD);
        });

        Reply first = shop.get("/api/jobs/dead?limit=1", shop.admin());
        String cursor = first.json().path("page").path("nextCursor").asString();
        Reply second = shop.get("/api/jobs/dead?limit=1&after=" + cursor, shop.admin());
        assertThat(List.of(idOf(first), idOf(second))).containsExactly(ids.get(1), ids.get(0));
        assertThat(shop.get("/api/jobs/dead?after=nonsense", shop.admin()).status())
                .isEqualTo(400);

        ids.forEach(id -> assertThat(drop(id).status()).isEqualTo(204));
        assertThat(drop(ids.get(0)).status()).isEqualTo(404);
    }

    @Test
    void endAnAttemptThatTakesTooLong() {
        AtomicBoolean isCancelled = new AtomicBoolean();
        Mono<Void> endless = Mono.<Void>never().doOnCancel(() -> isCancelled.set(true));
        JobSettings strict = bench.settings(LONG, Duration.ofMillis(50), 1, LONG);
        try (Worker worker = bench.worker(strict, runner(job -> endless))) {
            get(worker.jobs().enqueue(JOB));
            awaitCounts(new JobCounts(0, 0, 1));
        }
        assertThat(isCancelled).isTrue();
        assertThat(get(bench.store().listDead(Optional.empty(), 1)).get(0).error())
                .contains("TimeoutException");
    }

    @Test
    void endAnAttemptByTheLimitOfItsRunner() {
        JobSettings patient = bench.settings(LONG, LONG, 1, LONG);
        JobRunner hasty = new JobRunner() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public Mono<Void> run(Job job) {
                return Mono.never();
            }

            @Override
            public Optional<Duration> timeLimit() {
                return Optional.of(Duration.ofMillis(50));
            }
        };
        try (Worker worker = bench.worker(patient, hasty)) {
            get(worker.jobs().enqueue(JOB));
            awaitCounts(new JobCounts(0, 0, 1));
        }
    }

    @Test
    void giveBackAtShutdownWhatDoesNotEnd() {
        Worker stopping =
                bench.worker(bench.patient(), runner(job -> effect(job).then(Mono.never())));
        get(stopping.jobs().enqueue(JOB));
        patiently().until(() -> !effects.isEmpty());

        CountDownLatch stopped = new CountDownLatch(1);
        stopping.loop().stop(stopped::countDown);
        patiently().until(() -> stopped.getCount() == 0);

        assertThat(get(bench.store().count())).isEqualTo(new JobCounts(1, 0, 0));
        get(stopping.jobs().enqueue(new NewJob("sum:2", KIND, "")));
        assertThat(get(bench.store().claim(List.of(KIND), 10)))
                .as("neither took part in an attempt, nor did the stopped one claim any more")
                .extracting(claim -> claim.job().attempt())
                .containsExactly(1, 1);
    }

    @Test
    void runAgainAfterAStop() {
        try (Worker worker = bench.worker(bench.patient(), runner(this::effect))) {
            CountDownLatch stopped = new CountDownLatch(1);
            worker.loop().stop(stopped::countDown);
            patiently().until(() -> stopped.getCount() == 0);
            get(worker.jobs().enqueue(JOB));

            worker.loop().start();

            awaitCounts(new JobCounts(0, 0, 0));
            assertThat(effects.get("sum:1")).hasValue(1);
        }
    }

    @Test
    void showHowFullTheQueueIsAndNoNumberThatIsNotKnown() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        JobStore jobs = bench.store(bench.settings(LONG, LONG, 1, LONG));
        QueueLevels levels = new QueueLevels(jobs, meters);
        assertThat(meters.get("fluxmart.jobs.waiting").gauge().value()).isNaN();
        IntStream.range(0, 6).forEach(i -> get(jobs.enqueue(new NewJob("sum:" + i, KIND, ""))));
        List<Claim> claims = get(jobs.claim(List.of(KIND), 3));
        get(jobs.fail(claims.get(0), "no", LONG));

        levels.start();

        patiently().until(() -> meters.get("fluxmart.jobs.waiting").gauge().value() == 3);
        assertThat(meters.get("fluxmart.jobs.running").gauge().value()).isEqualTo(2);
        assertThat(meters.get("fluxmart.jobs.dead").gauge().value()).isEqualTo(1);
        levels.stop();
    }

    private Mono<Void> effect(Job job) {
        return Mono.fromRunnable(() ->
                effects.computeIfAbsent(job.id(), id -> new AtomicInteger()).incrementAndGet());
    }

    private static Mono<Void> broken() {
        return Mono.error(new IllegalStateException("broken"));
    }

    private static JobRunner runner(Function<Job, Mono<Void>> work) {
        return runner(KIND, work);
    }

    private static JobRunner runner(String kind, Function<Job, Mono<Void>> work) {
        return new JobRunner() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Mono<Void> run(Job job) {
                return work.apply(job);
            }
        };
    }

    private void awaitCounts(JobCounts expected) {
        patiently().untilAsserted(() -> assertThat(get(bench.store().count())).isEqualTo(expected));
    }

    private Reply drop(String id) {
        return shop.send(HttpMethod.DELETE, "/api/jobs/dead/" + id, shop.admin(), null);
    }

    private static String idOf(Reply page) {
        return page.json().path("data").path(0).path("id").asString();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    /** Counts who is at it at the same time. */
    private static final class Crowd {

        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Mono<Void> pass(Mono<Void> work) {
            return Mono.fromRunnable(() -> most.accumulateAndGet(inside.incrementAndGet(), Math::max))
                    .then(Mono.delay(Duration.ofMillis(5)))
                    .then(work)
                    .doFinally(end -> inside.decrementAndGet());
        }
    }
}
