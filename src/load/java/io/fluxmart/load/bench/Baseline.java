package io.fluxmart.load.bench;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.backends.FreePort;
import io.fluxmart.load.BareStreams;
import io.fluxmart.load.ChildProcess;
import io.fluxmart.load.Jvm;
import io.fluxmart.load.LoadStores;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another stack's server on our database, in a process of its own. */
record Baseline(ChildProcess process, String url) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path MVC = Path.of("bench/mvc/target/bench-mvc.jar").toAbsolutePath();
    private static final Path EXPRESS = Path.of("bench/express").toAbsolutePath();

    /** @param way {@code one} statement for each order, or {@code batch} */
    static Baseline bare(LoadStores stores, String way) {
        int port = FreePort.find();
        PostgresAddress postgres = stores.postgres();
        List<String> command = java(
                BareShop.class, String.valueOf(port), way, postgres.r2dbcUrl(), postgres.user(), postgres.password());
        return start("bare-" + way, port, TARGET, Map.of(), command);
    }

    static Baseline bareStreams() {
        int port = FreePort.find();
        return start("bare-streams", port, TARGET, Map.of(), java(BareStreams.class, String.valueOf(port)));
    }

    private static List<String> java(Class<?> main, String... arguments) {
        String classPath = TARGET.resolve("test-classes") + File.pathSeparator + Jvm.nodeClassPath();
        List<String> command = new ArrayList<>(Jvm.usual().command());
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static Baseline express(LoadStores stores, int workers) {
        int port = FreePort.find();
        PostgresAddress postgres = stores.postgres();
        Map<String, String> environment = Map.of(
                "NODE_ENV", "production",
                "PORT", String.valueOf(port),
                "WORKERS", String.valueOf(workers),
                "PGPASSWORD", postgres.password(),
                "DATABASE_URL",
                        "postgres://%s@%s:%d/%s"
                                .formatted(postgres.user(), postgres.host(), postgres.port(), postgres.database()),
                "REDIS_URL", stores.redisUrl());
        return start("express-" + workers, port, EXPRESS, environment, List.of("node", "server.js"));
    }

    static boolean isExpressInstalled() {
        return Tool.isInstalled("node")
                && EXPRESS.resolve("node_modules").toFile().isDirectory();
    }

    /** @param jdk a Java 21 or later, which virtual threads need */
    static Baseline mvc(LoadStores stores, String jdk) {
        int port = FreePort.find();
        PostgresAddress postgres = stores.postgres();
        Map<String, String> environment = Map.of(
                "SERVER_PORT", String.valueOf(port),
                "SPRING_DATASOURCE_URL", postgres.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", postgres.user(),
                "SPRING_DATASOURCE_PASSWORD", postgres.password());
        List<String> command = new ArrayList<>(List.of(Path.of(jdk, "bin/java").toString()));
        command.addAll(List.of(Jvm.usual().options().split(" +")));
        command.addAll(List.of("-jar", MVC.toString()));
        return start("mvc", port, TARGET, environment, command);
    }

    static boolean isMvcBuilt() {
        return Files.exists(MVC);
    }

    private static Baseline start(
            String name, int port, Path directory, Map<String, String> environment, List<String> command) {
        String url = "http://localhost:" + port;
        ChildProcess process =
                ChildProcess.start(Path.of("target/load", name + ".log"), directory, environment, command);
        process.awaitReady(PATIENCE, () -> isListening(port));
        return new Baseline(process, url);
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
