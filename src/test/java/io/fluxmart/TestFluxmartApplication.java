package io.fluxmart;

import io.fluxmart.backends.Backends;
import io.fluxmart.backends.BackendsConfiguration;
import io.fluxmart.backends.EmbeddedBackends;
import io.fluxmart.backends.FreePort;
import io.fluxmart.commands.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/** {@code mvn spring-boot:test-run}: the service, or a command, on embedded stores under {@code .data/}. */
public final class TestFluxmartApplication {

    private static final Path DATA = Path.of(".data");

    private TestFluxmartApplication() {}

    public static void main(String[] args) {
        if (Commands.areIn(args)) {
            SpringApplication.from(TestFluxmartApplication::runCommand)
                    .with(Stores.class)
                    .run(args);
        } else {
            startService(args);
        }
    }

    /** Of the embedded stores, whoever typed a command wants to hear nothing. */
    private static void runCommand(String[] args) {
        System.setProperty("logging.level.de.bwaldvogel", "error");
        System.exit(Commands.run(FluxmartApplication.class, args));
    }

    private static void startService(String[] args) {
        int port = portOf(args);
        if (port != 0 && FreePort.isTaken(port)) {
            System.err.println("Port " + port
                    + " is taken: stop what runs there, or choose another: SERVER_PORT=8090 mvn spring-boot:test-run");
            System.exit(1);
        }
        SpringApplication.from(TestFluxmartApplication::launch)
                .with(Stores.class)
                .run(args);
    }

    private static void launch(String[] args) {
        SpringApplication service = new SpringApplication(FluxmartApplication.class);
        service.setDefaultProperties(Map.of(
                "spring.profiles.default", "local",
                "fluxmart.auth.token-secret", secret(),
                "logging.level.io.zonky", "warn",
                "logging.level.de.bwaldvogel", "warn",
                // It warns of each index that it does not build; nothing rests on one here.
                "logging.level.de.bwaldvogel.mongo.backend", "error"));
        service.run(args);
    }

    private static int portOf(String[] args) {
        return Optional.ofNullable(new SimpleCommandLinePropertySource(args).getProperty("server.port"))
                .or(() -> Optional.ofNullable(System.getProperty("server.port")))
                .or(() -> Optional.ofNullable(System.getenv("SERVER_PORT")))
                .map(Integer::valueOf)
                .orElse(8080);
    }

    /** Made once and kept with the data, so that access tokens outlive a restart. */
    private static String secret() {
        Path file = DATA.resolve("token-secret");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(DATA);
                Files.writeString(file, UUID.randomUUID() + "-" + UUID.randomUUID());
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Import(BackendsConfiguration.class)
    static class Stores {

        @Bean
        Backends backends() {
            return new EmbeddedBackends(DATA);
        }
    }
}
