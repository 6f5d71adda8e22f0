package io.fluxmart.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis from the test class path. The process is our own rather than the library's, whose shutdown hook would
 * stop it while the service still drains.
 */
public final class EmbeddedRedisServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private Process process;

    public EmbeddedRedisServer(Path directory) {
        this.directory = directory;
        this.port = FreePort.find();
        start();
    }

    /** Starts it again on the same port after {@link #close()}, with the data that it saved. */
    public void start() {
        Path pidFile = directory.resolve("redis.pid");
        StaleServer.stop(pidFile, directory);
        try {
            Files.createDirectories(directory);
            process = new ProcessBuilder(command(pidFile))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded Redis does not start in " + directory, failed);
        }
        awaitReady();
    }

    private List<String> command(Path pidFile) throws IOException {
        String executable = ExecutableProvider.newJarResourceProvider(directory.toFile())
                .get()
                .getAbsolutePath();
        return List.of(
                executable,
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--pidfile",
                pidFile.toString(),
                "--appendonly",
                "yes",
                "--save",
                "");
    }

    private void awaitReady() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The embedded Redis does not answer; see " + directory + "/redis.log");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops it as a power cut would. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again after {@link #kill()}, with nothing in it. */
    public void startEmpty() {
        try {
            for (Path file : List.of(directory.resolve("appendonly.aof"), directory.resolve("dump.rdb"))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start();
    }

    /** Its connections stay, and nothing answers, until {@link #thaw()}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** A frozen process would not hear that it is to end. */
    private void thawIfAlive() {
        if (process.isAlive()) {
            thaw();
        }
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " answers " + code);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        thawIfAlive();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
