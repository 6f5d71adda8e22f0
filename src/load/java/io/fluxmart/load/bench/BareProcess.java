package io.fluxmart.load.bench;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.backends.FreePort;
import io.fluxmart.load.ChildProcess;
import io.fluxmart.load.Http;
import io.fluxmart.load.Jvm;
import io.fluxmart.load.LoadStores;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link BareShop} in a process of its own. */
record BareProcess(ChildProcess process, String url) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static BareProcess start(LoadStores stores, String way) {
        int port = FreePort.find();
        String url = "http://localhost:" + port;
        PostgresAddress postgres = stores.postgres();
        List<String> command = new ArrayList<>(Jvm.command());
        command.addAll(List.of(
                "-cp",
                String.join(File.pathSeparator, "test-classes", Jvm.nodeClassPath()),
                BareShop.class.getName(),
                String.valueOf(port),
                way,
                postgres.r2dbcUrl(),
                postgres.user(),
                postgres.password()));
        ChildProcess process = ChildProcess.start(
                Path.of("target/load/bare-" + way + ".log"), Path.of("target").toAbsolutePath(), Map.of(), command);
        process.awaitReady(PATIENCE, () -> Http.answersOk(url + "/api/products/1"));
        return new BareProcess(process, url);
    }

    @Override
    public void close() {
        process.close();
    }
}
