package io.fluxmart.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one start cost.
 *
 * @param ready seconds until the node was ready for requests
 * @param processor seconds of processor time until then
 * @param resident megabytes of resident memory, after the time without requests
 * @param idle processor time without requests, in thousandths of a core
 */
record StartFigure(double ready, double processor, double resident, double idle) {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static StartFigure of(long pid, double ready, int idleSeconds) {
        double spent = processorSeconds(pid);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(idleSeconds) / 2); // what a start leaves to be done
        double before = processorSeconds(pid);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(idleSeconds));
        return new StartFigure(
                ready, spent, residentMegabytes(pid), (processorSeconds(pid) - before) * 1_000 / idleSeconds);
    }

    private static double processorSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toMillis)
                        .orElse(0L)
                / 1e3;
    }

    private static double residentMegabytes(long pid) {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024.0 : Double.NaN;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String table(Map<String, List<StartFigure>> figures) {
        return figures.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n", """
                        | | s until ready | s of processor until then | MB resident, idle | idle, ‰ of a core |
                        |---|---:|---:|---:|---:|
                        """, "\n"));
    }

    private static String row(String name, List<StartFigure> figures) {
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        name,
                        Spread.of("%.1f", figures, StartFigure::ready),
                        Spread.of("%.1f", figures, StartFigure::processor),
                        Spread.of("%.0f", figures, StartFigure::resident),
                        Spread.of("%.0f", figures, StartFigure::idle));
    }
}
