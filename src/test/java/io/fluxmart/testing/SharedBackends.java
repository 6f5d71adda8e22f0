package io.fluxmart.testing;

import io.fluxmart.backends.Backends;
import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.backends.BackendsConfiguration;
import io.fluxmart.backends.ContainerBackends;
import io.fluxmart.backends.EmbeddedBackends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.FileSystemUtils;

/** The stores that all tests of one JVM share: started once, and thrown away at its end. */
@Import(BackendsConfiguration.class)
public class SharedBackends {

    private static Backends shared;

    public static synchronized Backends get() {
        if (shared == null) {
            shared =
                    "containers".equals(System.getProperty("fluxmart.backends")) ? new ContainerBackends() : embedded();
        }
        return shared;
    }

    /** The PostgreSQL that the tests use, for those that put something in between. */
    public static PostgresAddress postgres() {
        String named = System.getenv("SPRING_R2DBC_URL");
        return named == null ? get().postgres() : PostgresAddress.named(named);
    }

    /** The MongoDB that the tests use, for those that put something in between. */
    public static String mongoUri() {
        String named = System.getenv("SPRING_MONGODB_URI");
        return named == null ? get().mongoUri() : named;
    }

    private static Backends embedded() {
        try {
            Path directory = Files.createTempDirectory("fluxmart-test-");
            Backends backends = new EmbeddedBackends(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                backends.close();
                FileSystemUtils.deleteRecursively(directory.toFile());
            }));
            return backends;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Not closed with the context: other contexts use the same stores. */
    @Bean(destroyMethod = "")
    Backends backends() {
        return get();
    }
}
