package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.observability.Traces;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.FluxmartTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@FluxmartTest
@ExtendWith(OutputCaptureExtension.class)
class MongoAccessTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    ReactiveMongoDatabaseFactory factory;

    @Autowired
    DetachedWork work;

    private final Sinks.One<String> gate = Sinks.one();

    /** Guarantee 6: the driver would let any number wait for a server. */
    @Test
    void refusesAtOnceWhatIsTooMany() {
        MongoAccess access = access(Duration.ofMinutes(1), 3);
        Flux<String> held = Flux.range(0, 3).flatMap(i -> access.run(any -> gate.asMono()), 3);

        StepVerifier.create(held)
                .then(() -> StepVerifier.create(access.run(this::ping))
                        .expectError(Unavailable.class)
                        .verify(PATIENCE))
                .then(() -> gate.tryEmitValue("open"))
                .expectNextCount(3)
                .expectComplete()
                .verify(PATIENCE);

        StepVerifier.create(access.run(this::ping)).expectNextCount(1).verifyComplete();
    }

    /** Ten searches through everything would hold the whole pool, and whoever wants one document would wait. */
    @Test
    void keepsScansFromTakingThePlaceOfOthers() {
        MongoAccess access = access(Duration.ofMinutes(1), 10);
        Flux<String> scans = Flux.range(0, 2).flatMap(i -> access.runScan(any -> gate.asMono()), 2);

        StepVerifier.create(scans)
                .then(() -> StepVerifier.create(access.runScan(this::ping))
                        .expectError(Unavailable.class)
                        .verify(PATIENCE))
                .then(() -> StepVerifier.create(access.run(this::ping))
                        .expectNextCount(1)
                        .expectComplete()
                        .verify(PATIENCE))
                .then(() -> gate.tryEmitValue("open"))
                .expectNextCount(2)
                .expectComplete()
                .verify(PATIENCE);

        StepVerifier.create(access.runScan(this::ping)).expectNextCount(1).verifyComplete();
    }

    /** A request that was refused for the time it took holds its place until the operation is really over. */
    @Test
    void countsWhatIsUnderWayAndNotWhoWaits() {
        MongoAccess access = access(Duration.ofMillis(50), 1);

        StepVerifier.create(access.run(any -> gate.asMono()))
                .expectError(Unavailable.class)
                .verify(PATIENCE);
        StepVerifier.create(access.run(this::ping))
                .expectError(Unavailable.class)
                .verify(PATIENCE);
        gate.tryEmitValue("open");

        await().atMost(PATIENCE)
                .until(() -> access.run(this::ping)
                        .map(pong -> true)
                        .onErrorReturn(false)
                        .block(PATIENCE));
    }

    @Test
    void finishesWhatNobodyWaitsFor() {
        MongoAccess access = access(Duration.ofMinutes(1), 10);
        AtomicInteger finished = new AtomicInteger();

        access.run(any -> gate.asMono().then(ping(mongo)).doOnNext(pong -> finished.incrementAndGet()))
                .subscribe()
                .dispose();
        gate.tryEmitValue("open");

        await().atMost(PATIENCE).until(() -> finished.get() == 1);
    }

    @Test
    void repeatsOnlyWhatMayBeRepeated() {
        MongoAccess access = access(Duration.ofMinutes(1), 10);
        AtomicInteger attempts = new AtomicInteger();
        Mono<Document> flaky = Mono.defer(() -> attempts.incrementAndGet() % 3 == 0
                ? ping(mongo)
                : Mono.error(new MongoSocketReadException("reset", new ServerAddress())));

        StepVerifier.create(access.runIdempotent(any -> flaky))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(attempts).hasValue(3);

        StepVerifier.create(access.run(any -> flaky))
                .expectError(Unavailable.class)
                .verify(PATIENCE);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void saysOnceThatItIsAwayAndOnceThatItIsBack(CapturedOutput output) {
        MongoAccess access = access(Duration.ofMinutes(1), 10);
        Mono<String> broken = access.run(any -> Mono.error(new MongoSocketReadException("reset", new ServerAddress())));

        StepVerifier.create(broken).expectError(Unavailable.class).verify(PATIENCE);
        StepVerifier.create(broken).expectError(Unavailable.class).verify(PATIENCE);
        StepVerifier.create(access.run(this::ping)).expectNextCount(1).verifyComplete();
        StepVerifier.create(access.run(this::ping)).expectNextCount(1).verifyComplete();

        assertThat(output.getOut()).containsOnlyOnce("MongoDB is away: ").containsOnlyOnce("MongoDB is back");
    }

    private Mono<Document> ping(ReactiveMongoOperations operations) {
        return operations.executeCommand(new Document("ping", 1));
    }

    private MongoAccess access(Duration timeLimit, int maxUnderWay) {
        return new MongoAccess(
                mongo,
                factory,
                work,
                new MongoSettings(timeLimit, maxUnderWay, 2, true, Duration.ofMillis(200)),
                new SimpleMeterRegistry(),
                Traces.none());
    }
}
