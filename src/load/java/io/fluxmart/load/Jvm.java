package io.fluxmart.load;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * On which Java, and with which options, a server runs under load.
 *
 * @param home of the Java
 * @param options separated by spaces
 */
public record Jvm(String home, String options) {

    private static final String OPTIONS = "-Xmx1g";

    /** {@code LOAD_JAVA_HOME} and {@code LOAD_JAVA_OPTIONS}, and else our own Java with 1 GB of heap. */
    public static Jvm usual() {
        return new Jvm(of("LOAD_JAVA_HOME", System.getProperty("java.home")), of("LOAD_JAVA_OPTIONS", OPTIONS));
    }

    /** {@code OTHER_JAVA_HOME} and {@code OTHER_JAVA_OPTIONS}, and else as usual. */
    public static Jvm other() {
        Jvm usual = usual();
        return new Jvm(of("OTHER_JAVA_HOME", usual.home()), of("OTHER_JAVA_OPTIONS", usual.options()));
    }

    private static String of(String variable, String fallback) {
        return System.getenv().getOrDefault(variable, fallback);
    }

    /** The beginning of a command line. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(home, "bin", "java").toString());
        command.addAll(List.of(options.split(" +")));
        return command;
    }

    /** What a node runs on in production: neither tests nor the load generator. */
    public static String nodeClassPath() {
        return nodeClassPath(Path.of("target"));
    }

    /** @param target of another checkout */
    static String nodeClassPath(Path target) {
        try {
            String libraries = Files.readString(target.resolve("load/node.classpath"));
            return target.resolve("classes").toAbsolutePath() + File.pathSeparator + libraries.strip();
        } catch (IOException failed) {
            throw new UncheckedIOException("Run mvn -Pload test-compile first", failed);
        }
    }

    /** As it calls itself. */
    public String version() {
        try {
            Process process = new ProcessBuilder(Path.of(home, "bin", "java").toString(), "--version").start();
            return new String(process.getInputStream().readAllBytes())
                    .lines()
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
