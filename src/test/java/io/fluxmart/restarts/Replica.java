package io.fluxmart.restarts;

import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.Backends;
import io.fluxmart.backends.FreePort;
import io.fluxmart.testing.ServiceProcess;
import io.fluxmart.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of several nodes, each a process of its own, on the same stores. */
final class Replica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = FreePort.find();
    private final int managementPort = FreePort.find();
    private final ServiceProcess process;

    private Replica(Backends stores) {
        this.process = ServiceProcess.start(
                ServiceProcess.environment(stores, settings()),
                List.of("-Xmx512m"),
                "--server.port=" + port,
                "--management.server.port=" + managementPort);
    }

    private static Map<String, String> settings() {
        return Map.of(
                "SPRING_PROFILES_ACTIVE", "test",
                "FLUXMART_LIMITS_ENABLED", "false",
                "FLUXMART_NOTIFICATIONS_HEARTBEAT", "2s",
                "SPRING_R2DBC_POOL_MAX_CREATE_CONNECTION_TIME", "20s");
    }

    /** It is ready when this returns. */
    static Replica start(Backends stores) {
        Replica replica = new Replica(stores);
        await().atMost(PATIENCE).failFast(replica::failIfItEnded).until(() -> replica.readiness() == 200);
        return replica;
    }

    private void failIfItEnded() {
        if (!process.isAlive()) {
            throw new AssertionError("It does not start: " + process.output());
        }
    }

    /** Status of the answer; 0 when there is none. */
    int readiness() {
        URI uri = URI.create("http://localhost:" + managementPort + "/actuator/health/readiness");
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notThere) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    int port() {
        return port;
    }

    Shop shop() {
        return new Shop(port, () -> managementPort);
    }

    /** Asks it to go, and tells how long that took. */
    Duration leave() throws InterruptedException {
        long begin = System.nanoTime();
        process.terminate();
        int exitCode = process.exitCode();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (exitCode != 143) {
            throw new AssertionError("exit code " + exitCode + ": " + process.output());
        }
        return took;
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
