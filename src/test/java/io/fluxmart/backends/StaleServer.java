package io.fluxmart.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived its JVM, as after {@code kill -9}, and keeps the next start from its data directory. */
final class StaleServer {

    private StaleServer() {}

    /**
     * Ends the server that the pid file names, but only where its command line names our directory: the number may be
     * another process's by now.
     */
    static void stop(Path pidFile, Path directory) {
        pidOf(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(process -> commandLineOf(process.pid()).contains(directory.toString()))
                .ifPresent(StaleServer::stop);
    }

    private static Optional<Long> pidOf(Path pidFile) {
        try {
            return Files.readAllLines(pidFile).stream().findFirst().map(line -> Long.valueOf(line.strip()));
        } catch (IOException | NumberFormatException noServer) {
            return Optional.empty();
        }
    }

    private static String commandLineOf(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException noProcFileSystem) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().commandLine())
                    .orElse("");
        }
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("A server of an earlier run does not stop, pid " + process.pid(), failed);
        }
    }
}
