package io.fluxmart.load.bench;

import io.fluxmart.load.ChildProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs that are installed, or not. */
final class Tool {

    private static final Duration GRACE = Duration.ofMinutes(20);

    private Tool() {}

    static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /**
     * What it printed. {@code BENCH_PREFIX} goes before the command, as {@code taskset -c 1} or a lock that measurements
     * of others on this machine wait for.
     */
    static String run(Map<String, String> environment, List<String> command) {
        List<String> line = new ArrayList<>(
                Stream.of(System.getenv().getOrDefault("BENCH_PREFIX", "").split(" "))
                        .filter(word -> !word.isEmpty())
                        .toList());
        line.addAll(command);
        try (ChildProcess process = ChildProcess.start(
                Path.of("target/load", Path.of(command.get(0)).getFileName() + ".log"),
                Path.of("").toAbsolutePath(),
                environment,
                line)) {
            return process.awaitEnd(GRACE);
        }
    }
}
