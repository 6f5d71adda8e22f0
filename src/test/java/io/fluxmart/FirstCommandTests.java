package io.fluxmart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code mvn spring-boot:test-run} starts the one main class that it finds among the tests, and refuses to choose from two. */
class FirstCommandTests {

    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void findsOneMainClass() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<String> mains = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> textOf(file).contains("static void " + "main("))
                    .map(file -> file.getFileName().toString())
                    .toList();

            assertThat(mains).containsExactly("TestFluxmartApplication.java");
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
