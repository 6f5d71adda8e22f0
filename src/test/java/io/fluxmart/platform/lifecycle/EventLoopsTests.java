package io.fluxmart.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

/** Loops beyond the number of processors wait for each other; a single one would serve all requests. */
@FluxmartTest
class EventLoopsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @Test
    void serveHttpOnEachProcessor() {
        int processors = Runtime.getRuntime().availableProcessors();
        await().atMost(PATIENCE).untilAsserted(() -> {
            readInParallel();
            assertThat(loops("http-")).hasSizeBetween(Math.min(2, processors), processors);
        });
    }

    @Test
    void serveTheDriverOnNoMoreThanThat() {
        readInParallel();

        assertThat(loops("postgres-")).hasSizeBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private void readInParallel() {
        Flux.range(1, 64)
                .flatMap(limit -> shop.exchange(HttpMethod.GET, "/api/products?limit=" + limit, null, null), 64)
                .blockLast(PATIENCE);
    }

    /** Several nodes in one test run have loops of the same names. */
    private static Set<String> loops(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toSet());
    }
}
