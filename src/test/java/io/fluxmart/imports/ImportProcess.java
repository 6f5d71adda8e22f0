package io.fluxmart.imports;

import io.fluxmart.FluxmartApplication;
import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.SharedBackends;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line in a process of its own, on the stores that all tests share. */
final class ImportProcess implements AutoCloseable {

    private static final int PATIENCE_MINUTES = 9;

    private final Process process;
    private final Path output;

    private ImportProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ImportProcess start(String sourceUri, List<String> jvmOptions, String... command) {
        try {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
            line.addAll(jvmOptions);
            line.addAll(List.of("-cp", classPath(), FluxmartApplication.class.getName()));
            line.addAll(List.of(command));
            Path output = Files.createTempFile("import-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment(sourceUri));
            return new ImportProcess(builder.start(), output);
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

    private static Map<String, String> environment(String sourceUri) {
        PostgresAddress postgres = SharedBackends.postgres();
        return Map.of(
                "SPRING_R2DBC_URL", postgres.r2dbcUrl(),
                "SPRING_R2DBC_USERNAME", postgres.user(),
                "SPRING_R2DBC_PASSWORD", postgres.password(),
                "SPRING_LIQUIBASE_URL", postgres.jdbcUrl(),
                "SPRING_LIQUIBASE_USER", postgres.user(),
                "SPRING_LIQUIBASE_PASSWORD", postgres.password(),
                "SPRING_MONGODB_URI", SharedBackends.mongoUri(),
                "SPRING_DATA_REDIS_URL", SharedBackends.get().redisUrl(),
                "FLUXMART_AUTH_TOKEN_SECRET", FluxmartTest.TOKEN_SECRET,
                "FLUXMART_IMPORT_URI", sourceUri);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("still running; it said: " + output());
        }
        return process.exitValue();
    }

    String output() {
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
