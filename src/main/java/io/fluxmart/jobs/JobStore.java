package io.fluxmart.jobs;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.platform.redis.RedisAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The queue in Redis. What changes a claimed job does so for its present holder only, and says whether it did. */
@Component
class JobStore {

    private static final TypeReference<List<StoredJob>> JOBS = new TypeReference<>() {};

    /** How long nodes that do not know a kind leave its jobs to those that do. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    private final RedisAccess redis;
    private final JsonMapper json;
    private final JobSettings settings;
    private final List<String> keys;

    JobStore(RedisAccess redis, JsonMapper json, JobSettings settings) {
        this.redis = redis;
        this.json = json;
        this.settings = settings;
        this.keys = Stream.of("due", "running", "dead", "data")
                .map(name -> keyOf(settings.queue(), name))
                .toList();
    }

    /** The braces keep all of a queue in one slot of a cluster. */
    private static String keyOf(String queue, String name) {
        return "{" + queue + "}:" + name;
    }

    /** Whether it is new; false when it is queued, or dead, already. */
    Mono<Boolean> enqueue(NewJob job) {
        return isDone(JobScripts.ENQUEUE, job.id(), job.kind(), job.payload(), millis(job.delay()));
    }

    Mono<List<Claim>> claim(Collection<String> kinds, int limit) {
        Stream<String> head = Stream.of(
                Ids.next().toString(),
                millis(settings.visibility()),
                String.valueOf(limit),
                String.valueOf(settings.maxAttempts()),
                millis(ELSEWHERE));
        return run(JobScripts.CLAIM, Stream.concat(head, kinds.stream()).toList())
                .map(this::read)
                .map(jobs -> jobs.stream().map(StoredJob::toClaim).toList());
    }

    /** Keeps it for as long again as a claim does. */
    Mono<Boolean> extend(Claim claim) {
        return isDone(JobScripts.EXTEND, claim.job().id(), claim.receipt(), millis(settings.visibility()));
    }

    Mono<Boolean> acknowledge(Claim claim) {
        return isDone(JobScripts.ACKNOWLEDGE, claim.job().id(), claim.receipt());
    }

    /** @param delay before the next attempt, if there is one */
    Mono<Outcome> fail(Claim claim, String error, Duration delay) {
        List<String> arguments = List.of(
                claim.job().id(), claim.receipt(), error, String.valueOf(settings.maxAttempts()), millis(delay));
        return run(JobScripts.FAIL, arguments).map(Outcome::valueOf);
    }

    Mono<Boolean> giveBack(Claim claim) {
        return isDone(JobScripts.GIVE_BACK, claim.job().id(), claim.receipt());
    }

    /** Whether it was a dead one. */
    Mono<Boolean> requeue(String id) {
        return isDone(JobScripts.REQUEUE, id);
    }

    /** Whether it was a dead one. */
    Mono<Boolean> drop(String id) {
        return isDone(JobScripts.DROP, id);
    }

    Mono<JobCounts> count() {
        return run(JobScripts.COUNT, List.of()).map(counts -> json.readValue(counts, JobCounts.class));
    }

    /** Newest first. */
    Mono<List<DeadJob>> listDead(Optional<DeadJob.Place> after, int limit) {
        Stream<String> place = after.stream().flatMap(last -> Stream.of(String.valueOf(last.diedAt()), last.id()));
        return run(
                        JobScripts.LIST_DEAD,
                        Stream.concat(Stream.of(String.valueOf(limit)), place).toList())
                .map(this::read)
                .map(jobs -> jobs.stream().map(StoredJob::toDeadJob).toList());
    }

    private Mono<Boolean> isDone(RedisScript<Long> script, String... arguments) {
        return run(script, List.of(arguments)).map(changed -> changed == 1);
    }

    private <T> Mono<T> run(RedisScript<T> script, List<String> arguments) {
        return redis.run(template -> template.execute(script, keys, arguments).single());
    }

    private List<StoredJob> read(String jobs) {
        return json.readValue(jobs, JOBS);
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}
