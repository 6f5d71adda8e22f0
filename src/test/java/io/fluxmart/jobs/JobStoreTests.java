package io.fluxmart.jobs;

import static io.fluxmart.jobs.Bench.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.redis.RedisAccess;
import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

@FluxmartTest
class JobStoreTests {

    private static final NewJob JOB = new NewJob("sum:1", "sum", "{\"of\":[1, 2.50, \"ü\\\"\"]}");
    private static final Set<String> KINDS = Set.of("sum");

    @Autowired
    RedisAccess redis;

    @Autowired
    ReactiveStringRedisTemplate template;

    private Bench bench;
    private JobStore jobs;

    @BeforeEach
    void open() {
        bench = Bench.ofItsOwn(redis);
        jobs = bench.store();
    }

    @Test
    void givesAJobToOneAndForgetsItOnceItIsDone() {
        get(jobs.enqueue(JOB));

        Claim claim = claimed();
        assertThat(claim.job()).isEqualTo(new Job("sum:1", "sum", JOB.payload(), 1));
        assertThat(get(jobs.claim(KINDS, 10))).isEmpty();
        assertThat(counts()).isEqualTo(new JobCounts(0, 1, 0));

        assertThat(get(jobs.acknowledge(claim))).isTrue();
        assertThat(counts()).isEqualTo(new JobCounts(0, 0, 0));
        assertThat(get(template.hasKey(bench.key("data")))).isFalse();
        assertThat(get(jobs.acknowledge(claim))).as("a second time").isFalse();
    }

    @Test
    void queuesTheSameWorkOnce() {
        assertThat(get(jobs.enqueue(JOB))).isTrue();
        assertThat(get(jobs.enqueue(JOB))).as("waiting").isFalse();
        Claim claim = claimed();
        assertThat(get(jobs.enqueue(JOB))).as("running").isFalse();
        giveUp(claim);
        assertThat(get(jobs.enqueue(JOB))).as("dead").isFalse();
        assertThat(counts()).isEqualTo(new JobCounts(0, 0, 1));

        get(jobs.drop("sum:1"));
        assertThat(get(jobs.enqueue(JOB))).as("gone").isTrue();
    }

    @Test
    void claimsNoMoreThanAskedForAndNothingBeforeItsTime() {
        get(jobs.enqueue(new NewJob("later", "sum", "", Duration.ofHours(1))));
        IntStream.range(0, 5).forEach(i -> get(jobs.enqueue(new NewJob("now:" + i, "sum", ""))));

        assertThat(get(jobs.claim(KINDS, 3))).hasSize(3);
        assertThat(get(jobs.claim(KINDS, 3))).hasSize(2);
        assertThat(get(jobs.claim(KINDS, 3))).isEmpty();
        assertThat(counts()).isEqualTo(new JobCounts(1, 5, 0));
    }

    @Test
    void refusesWhatAHolderSaysThatWasNotHeardOfInTime() {
        get(jobs.enqueue(JOB));
        Claim frozen = claimed();

        bench.makeDue(template, "running", "sum:1");
        Claim successor = claimed();

        assertThat(successor.job().attempt()).isEqualTo(2);
        assertRefused(frozen);
        assertThat(counts()).isEqualTo(new JobCounts(0, 1, 0));
        assertThat(get(jobs.acknowledge(successor))).isTrue();
    }

    /** Both times it is the first attempt. */
    @Test
    void refusesAnOldHolderOfAJobThatDiedAndWasQueuedAnew() {
        get(jobs.enqueue(JOB));
        Claim frozen = claimed();
        bench.makeDue(template, "running", "sum:1");
        giveUp(claimed());
        get(jobs.requeue("sum:1"));

        assertThat(claimed().job().attempt()).isEqualTo(frozen.job().attempt());
        assertRefused(frozen);
    }

    @Test
    void refusesAHolderFromBeforeRedisLostEverything() {
        get(jobs.enqueue(JOB));
        Claim frozen = claimed();
        Stream.of("due", "running", "dead", "data").forEach(name -> get(template.delete(bench.key(name))));
        assertRefused(frozen);

        get(jobs.enqueue(JOB));
        claimed();
        assertRefused(frozen);
    }

    @Test
    void keepsAJobForAsLongAgainWhenItIsExtended() {
        get(jobs.enqueue(JOB));
        Claim claim = claimed();
        bench.makeDue(template, "running", "sum:1");

        assertThat(get(jobs.extend(claim))).isTrue();

        assertThat(get(jobs.claim(KINDS, 1))).isEmpty();
    }

    @Test
    void triesAgainAndGivesUpAfterTheLastAttempt() {
        get(jobs.enqueue(JOB));

        assertThat(fail(claimed(), "one")).isEqualTo(Outcome.RETRY);
        assertThat(counts()).isEqualTo(new JobCounts(1, 0, 0));
        assertThat(fail(claimed(), "two")).isEqualTo(Outcome.RETRY);
        Claim last = claimed();
        assertThat(fail(last, "three")).isEqualTo(Outcome.DEAD);
        assertThat(fail(last, "three")).isEqualTo(Outcome.LOST);

        assertThat(get(jobs.claim(KINDS, 1))).isEmpty();
        assertThat(dead()).singleElement().satisfies(job -> {
            assertThat(job.id()).isEqualTo("sum:1");
            assertThat(job.payload()).isEqualTo(JOB.payload());
            assertThat(job.attempts()).isEqualTo(3);
            assertThat(job.error()).isEqualTo("three");
            assertThat(job.diedAt()).isAfterOrEqualTo(job.enqueuedAt());
        });
    }

    @Test
    void waitsBeforeTheNextAttempt() {
        get(jobs.enqueue(JOB));

        get(jobs.fail(claimed(), "no", Duration.ofHours(1)));

        assertThat(get(jobs.claim(KINDS, 1))).isEmpty();
        bench.makeDue(template, "due", "sum:1");
        assertThat(claimed().job().attempt()).isEqualTo(2);
    }

    @Test
    void startsAgainWithADeadJobThatIsQueuedAnew() {
        get(jobs.enqueue(JOB));
        assertThat(get(jobs.requeue("sum:1"))).as("not dead").isFalse();
        giveUp(claimed());

        assertThat(get(jobs.requeue("sum:1"))).isTrue();

        assertThat(get(jobs.requeue("sum:1"))).as("no longer dead").isFalse();
        assertThat(dead()).isEmpty();
        assertThat(claimed().job()).isEqualTo(new Job("sum:1", "sum", JOB.payload(), 1));
    }

    @Test
    void dropsDeadJobsOnly() {
        get(jobs.enqueue(JOB));
        assertThat(get(jobs.drop("sum:1"))).isFalse();
        giveUp(claimed());

        assertThat(get(jobs.drop("sum:1"))).isTrue();

        assertThat(get(jobs.drop("sum:1"))).isFalse();
        assertThat(get(template.hasKey(bench.key("data")))).isFalse();
    }

    @Test
    void doesNotCountAnAttemptThatIsGivenBack() {
        get(jobs.enqueue(JOB));
        Claim cutShort = claimed();

        assertThat(get(jobs.giveBack(cutShort))).isTrue();

        assertThat(claimed().job().attempt()).isEqualTo(1);
        assertRefused(cutShort);
    }

    /** It may be what they died of. */
    @Test
    void givesUpAJobWhoseNodesKeepDying() {
        get(jobs.enqueue(JOB));
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(claimed().job().attempt()).isEqualTo(attempt);
            bench.makeDue(template, "running", "sum:1");
        }

        assertThat(get(jobs.claim(KINDS, 1))).isEmpty();

        assertThat(dead())
                .singleElement()
                .satisfies(job -> assertThat(job.error()).contains("not heard of again"));
    }

    /** As during a deployment, when the new nodes queue what the old ones have never heard of. */
    @Test
    void leavesKindsThatItDoesNotKnowToOthersAndGoesOnBehindThem() {
        IntStream.range(0, 150).forEach(i -> get(jobs.enqueue(new NewJob("new:" + i, "new", ""))));
        get(jobs.enqueue(JOB));

        assertThat(Stream.of(1, 2)
                        .flatMap(round -> get(jobs.claim(KINDS, 10)).stream())
                        .map(claim -> claim.job().id()))
                .containsExactly("sum:1");

        bench.makeDue(template, "due", "new:7");
        assertThat(get(jobs.claim(Set.of("sum", "new"), 1)).get(0).job()).isEqualTo(new Job("new:7", "new", "", 1));
    }

    @Test
    void cleansUpWhatAnEvictedKeyLeaves() {
        get(jobs.enqueue(JOB));
        get(template.delete(bench.key("data")));
        assertThat(get(jobs.claim(KINDS, 1))).isEmpty();
        assertThat(counts()).isEqualTo(new JobCounts(0, 0, 0));

        get(jobs.enqueue(JOB));
        get(template.delete(bench.key("due")));
        assertThat(get(jobs.enqueue(JOB))).as("it has no place any more").isTrue();
        assertThat(claimed().job().attempt()).isEqualTo(1);
    }

    /** Its dead entry would stand beside the new job, and dropping the one would take the data of the other. */
    @Test
    void leavesNothingOfADeadJobWhoseDataWasEvictedWhenItIsQueuedAnew() {
        get(jobs.enqueue(JOB));
        giveUp(claimed());
        get(template.delete(bench.key("data")));

        assertThat(get(jobs.enqueue(JOB))).isTrue();

        assertThat(counts()).isEqualTo(new JobCounts(1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"due", "running"})
    void dropsALeftoverWithoutTheJobThatIsAliveAgain(String set) {
        get(jobs.enqueue(JOB));
        Optional<Claim> holder = set.equals("running") ? Optional.of(claimed()) : Optional.empty();
        bench.makeDue(template, "dead", "sum:1");

        assertThat(get(jobs.drop("sum:1"))).isFalse();

        assertThat(counts().dead()).isZero();
        assertThat(get(jobs.acknowledge(holder.orElseGet(this::claimed)))).isTrue();
    }

    @Test
    void fillsPagesOfTheDeadPastThoseWhoseDataWasEvicted() {
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> "sum:" + i).toList();
        ids.forEach(id -> {
            get(jobs.enqueue(new NewJob(id, "sum", "")));
            giveUp(claimed());
        });
        List<String> evicted = dead().stream().map(DeadJob::id).limit(2).toList();
        get(template.opsForHash().remove(bench.key("data"), evicted.toArray()));

        List<DeadJob> page = get(jobs.listDead(Optional.empty(), 2));

        assertThat(page).hasSize(2).extracting(DeadJob::id).doesNotContainAnyElementsOf(evicted);
        assertThat(counts().dead()).isEqualTo(3);
    }

    @Test
    void pagesTheDeadFromTheNewestOn() {
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> "sum:" + i).toList();
        ids.forEach(id -> {
            get(jobs.enqueue(new NewJob(id, "sum", "")));
            giveUp(claimed());
        });

        List<DeadJob> first = get(jobs.listDead(Optional.empty(), 2));
        DeadJob last = first.get(1);
        List<DeadJob> rest =
                get(jobs.listDead(Optional.of(new DeadJob.Place(last.diedAt().toEpochMilli(), last.id())), 10));

        List<DeadJob> all = Stream.concat(first.stream(), rest.stream()).toList();
        assertThat(all).extracting(DeadJob::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(all).extracting(DeadJob::diedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));

        get(jobs.drop(last.id()));
        assertThat(get(jobs.listDead(Optional.of(new DeadJob.Place(last.diedAt().toEpochMilli(), last.id())), 10)))
                .as("behind one that is gone")
                .containsAll(rest);
    }

    private Claim claimed() {
        List<Claim> claims = await().atMost(Duration.ofSeconds(20))
                .until(() -> get(jobs.claim(KINDS, 1)), found -> !found.isEmpty());
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private Outcome fail(Claim claim, String error) {
        return get(jobs.fail(claim, error, Duration.ZERO));
    }

    private void giveUp(Claim claim) {
        Claim last = claim;
        while (fail(last, "no") == Outcome.RETRY) {
            last = claimed();
        }
    }

    private void assertRefused(Claim claim) {
        assertThat(get(jobs.extend(claim))).isFalse();
        assertThat(get(jobs.giveBack(claim))).isFalse();
        assertThat(fail(claim, "late")).isEqualTo(Outcome.LOST);
        assertThat(get(jobs.acknowledge(claim))).isFalse();
    }

    private JobCounts counts() {
        return get(jobs.count());
    }

    private List<DeadJob> dead() {
        return get(jobs.listDead(Optional.empty(), 10));
    }
}
