package io.fluxmart.testing;

import io.fluxmart.FluxmartApplication;
import io.fluxmart.backends.Backends;
import io.fluxmart.backends.Backends.PostgresAddress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The service, or one of its commands, in a process of its own, to be ended as operators or accidents would end it. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(9);

    private final Process process;
    private final Path output;

    private ServiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param arguments a command and its options, or options of the service */
    public static ServiceProcess start(Map<String, String> environment, List<String> jvmOptions, String... arguments) {
        try {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
            line.addAll(jvmOptions);
            line.addAll(List.of("-cp", classPath(), FluxmartApplication.class.getName()));
            line.addAll(List.of(arguments));
            Path output = Files.createTempFile("fluxmart-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Without an empty entry, which means the directory that one stands in: migrations would have other names there. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What a process has to be told to use these stores. */
    public static Map<String, String> environment(PostgresAddress postgres, String mongoUri, String redisUrl) {
        return Map.of(
                "SPRING_R2DBC_URL", postgres.r2dbcUrl(),
                "SPRING_R2DBC_USERNAME", postgres.user(),
                "SPRING_R2DBC_PASSWORD", postgres.password(),
                "SPRING_LIQUIBASE_URL", postgres.jdbcUrl(),
                "SPRING_LIQUIBASE_USER", postgres.user(),
                "SPRING_LIQUIBASE_PASSWORD", postgres.password(),
                "SPRING_MONGODB_URI", mongoUri,
                "SPRING_DATA_REDIS_URL", redisUrl,
                "FLUXMART_AUTH_TOKEN_SECRET", FluxmartTest.TOKEN_SECRET);
    }

    public static Map<String, String> environment(Backends stores, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment(stores.postgres(), stores.mongoUri(), stores.redisUrl()));
        all.putAll(more);
        return all;
    }

    public static Map<String, String> onSharedStores(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment(
                SharedBackends.postgres(),
                SharedBackends.mongoUri(),
                SharedBackends.get().redisUrl()));
        all.putAll(more);
        return all;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill -TERM} does: asks, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running; it said: " + output());
        }
        return process.exitValue();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        output.toFile().delete();
    }
}
