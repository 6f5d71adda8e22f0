package io.fluxmart.load.bench;

import static java.util.Objects.requireNonNull;

import io.fluxmart.load.Http;
import io.fluxmart.load.Jvm;
import io.fluxmart.load.LoadNode;
import io.fluxmart.load.LoadStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the packaged service takes until it is ready, and what it costs when it has nothing to do: on our own Java, on that
 * of {@code BENCH_JDK_HOME} (25 or later), with compact object headers, and with an AOT cache, in turns. Argument: the jar.
 */
final class StartBench {

    private static final Path CACHE = Path.of("target/load/fluxmart.aot").toAbsolutePath();
    private static final String COMPACT = "-Xmx1g -XX:+UseCompactObjectHeaders";

    private final int rounds = Integer.getInteger("rounds", 5);
    private final int idle = Integer.getInteger("idle", 20);
    private final LoadStores stores;
    private final Path jar;

    private StartBench(LoadStores stores, Path jar) {
        this.stores = stores;
        this.jar = jar;
    }

    public static void main(String[] arguments) {
        try (LoadStores stores = LoadStores.open(Path.of("target/load/start-stores"))) {
            LoadNode.run(stores, "seed", "--users=10", "--products=100", "--orders=100", "--posts=0");
            new StartBench(stores, Path.of(arguments[0]).toAbsolutePath()).run();
        }
        System.exit(0); // the driver's event loops are no daemons everywhere
    }

    private void run() {
        Map<String, Jvm> variants = variants(System.getenv("BENCH_JDK_HOME"));
        Map<String, List<StartFigure>> figures = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(variants.keySet());
        names.forEach(name -> figures.put(name, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            Collections.rotate(names, 1);
            for (String name : names) {
                StartFigure figure = start(requireNonNull(variants.get(name)));
                System.err.printf("round %d, %s: %s%n", round, name, figure);
                requireNonNull(figures.get(name)).add(figure);
            }
        }
        System.out.println(StartFigure.table(figures));
    }

    private Map<String, Jvm> variants(String newJava) {
        Jvm cached = new Jvm(newJava, COMPACT + " -XX:AOTCache=" + CACHE);
        train(new Jvm(newJava, COMPACT + " -XX:AOTCacheOutput=" + CACHE));
        Map<String, Jvm> variants = new LinkedHashMap<>();
        variants.put("our Java", Jvm.usual());
        variants.put("BENCH_JDK_HOME", new Jvm(newJava, "-Xmx1g"));
        variants.put("…, compact headers", new Jvm(newJava, COMPACT));
        variants.put("…, compact headers, AOT cache", cached);
        return variants;
    }

    /** The cache holds the classes, and profiles of the methods, of a node that was read from for a while. */
    private void train(Jvm jvm) {
        try (LoadNode node = node(jvm)) {
            for (int i = 0; i < 2_000; i++) {
                Http.answersOk(node.url() + "/api/products/" + (1 + i % 100));
                Http.answersOk(node.url() + "/api/products?limit=10");
            }
        }
        if (!Files.exists(CACHE)) {
            throw new IllegalStateException("No cache was written; see target/load/start-node.log");
        }
    }

    private StartFigure start(Jvm jvm) {
        long begin = System.nanoTime();
        try (LoadNode node = node(jvm)) {
            double ready = (System.nanoTime() - begin) / 1e9;
            return StartFigure.of(node.pid(), ready, idle);
        }
    }

    private LoadNode node(Jvm jvm) {
        List<String> command = new ArrayList<>(jvm.command());
        command.addAll(List.of("-jar", jar.toString()));
        return LoadNode.start("start-node", stores, Map.of(), command);
    }
}
