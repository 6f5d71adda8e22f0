package io.fluxmart.load;

import io.fluxmart.FluxmartApplication;
import io.fluxmart.backends.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node, or one of its commands, in a process of its own, on the class path that it has in production. Settings of the
 * environment that we were started in reach it too.
 */
public final class LoadNode implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_FOR_COMMANDS = Duration.ofMinutes(15);

    /** Tokens of one node are good for the other. */
    private static final String TOKEN_SECRET = "known to all that reads this, and therefore for load tests only";

    private final ChildProcess process;
    private final String url;

    private LoadNode(ChildProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /** @param settings environment variables, which the environment overrides */
    public static LoadNode start(String name, LoadStores stores, Map<String, String> settings) {
        return start(name, stores, settings, command(Jvm.usual(), TARGET));
    }

    /** @param service command line that runs the service, to which arguments are added */
    public static LoadNode start(String name, LoadStores stores, Map<String, String> settings, List<String> service) {
        int port = FreePort.find();
        int managementPort = FreePort.find();
        Map<String, String> all = new HashMap<>(settings);
        all.put("SPRING_PROFILES_ACTIVE", "loadtest");
        ChildProcess process = launch(
                name,
                stores,
                all,
                with(service, "--server.port=" + port, "--management.server.port=" + managementPort));
        LoadNode node = new LoadNode(process, "http://localhost:" + port);
        process.awaitReady(
                PATIENCE, () -> Http.answersOk("http://localhost:" + managementPort + "/actuator/health/readiness"));
        return node;
    }

    /** What the command said. */
    public static String run(LoadStores stores, String... command) {
        try (ChildProcess process = launch(command[0], stores, Map.of(), with(command(Jvm.usual(), TARGET), command))) {
            return process.awaitEnd(PATIENCE_FOR_COMMANDS);
        }
    }

    private static ChildProcess launch(
            String name, LoadStores stores, Map<String, String> settings, List<String> command) {
        Map<String, String> environment = new HashMap<>();
        environment.put("FLUXMART_AUTH_TOKEN_SECRET", TOKEN_SECRET);
        environment.put("FLUXMART_AUTH_TOKEN_LIFETIME", "12h");
        // Thousands sign in before the load begins.
        environment.put("FLUXMART_CREDENTIALS_HASHING_MEMORY", "1024");
        environment.put("FLUXMART_CREDENTIALS_HASHING_PASSES", "1");
        // A busy machine is not a broken one.
        environment.put("SPRING_R2DBC_POOL_MAX_CREATE_CONNECTION_TIME", "20s");
        environment.putAll(stores.environment());
        environment.putAll(settings);
        environment.keySet().removeAll(System.getenv().keySet());
        return ChildProcess.start(TARGET.resolve("load/" + name + ".log"), TARGET, environment, command);
    }

    /** @param target of the checkout whose code runs */
    public static List<String> command(Jvm jvm, Path target) {
        return with(jvm.command(), "-cp", Jvm.nodeClassPath(target), FluxmartApplication.class.getName());
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(more));
        return whole;
    }

    public String url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
