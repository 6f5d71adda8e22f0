package io.fluxmart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The watchdog of all other tests is awake. */
class BlockHoundTests {

    @Test
    void catchesASleep() {
        verifyCaught(() -> {
            Thread.sleep(1);
            return true;
        });
    }

    @Test
    void catchesAReadOfAFile() {
        verifyCaught(() -> {
            try (FileInputStream file = new FileInputStream("pom.xml")) {
                return file.read();
            }
        });
    }

    @Test
    void catchesOurOwnWaiting() {
        verifyCaught(() -> {
            new CountDownLatch(1).await();
            return true;
        });
    }

    private static void verifyCaught(Callable<?> work) {
        StepVerifier.create(Mono.fromCallable(work).subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(BlockingOperationError.class))
                .verify(Duration.ofSeconds(10));
    }
}
