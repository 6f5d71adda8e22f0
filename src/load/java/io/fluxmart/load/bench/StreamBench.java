package io.fluxmart.load.bench;

import static java.util.Objects.requireNonNull;

import io.fluxmart.load.LoadNode;
import io.fluxmart.load.LoadStores;
import io.fluxmart.load.SignIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds streams open on us, on a bare server and on Express, in turns, and prints what came of it as Markdown. By system
 * properties: {@code -Dstreams=10000} (several, separated by commas), {@code -Drounds=5}, {@code -Dseconds=10} of each part,
 * {@code -Dcontestants=…} (words of their names).
 */
final class StreamBench {

    private final int rounds = Integer.getInteger("rounds", 5);
    private final int seconds = Integer.getInteger("seconds", 10);
    private final List<StreamServer> servers;

    private StreamBench(List<StreamServer> servers) {
        this.servers = servers;
    }

    public static void main(String[] arguments) {
        try (LoadStores stores = LoadStores.open(Path.of("target/load/stream-stores"))) {
            LoadNode.run(stores, "seed", "--users=10", "--products=10", "--orders=0", "--posts=0");
            List<StreamServer> servers = servers(stores);
            try {
                StreamBench bench = new StreamBench(servers);
                list("streams", "10000").map(Integer::valueOf).forEach(bench::measure);
            } finally {
                servers.forEach(StreamServer::close);
            }
        }
        System.exit(0); // the driver's event loops are no daemons everywhere
    }

    private static List<StreamServer> servers(LoadStores stores) {
        Set<String> words =
                Set.copyOf(list("contestants", "Fluxmart,bare,Express").toList());
        List<StreamServer> servers = new ArrayList<>();
        if (words.contains("Fluxmart")) {
            LoadNode node = LoadNode.start("streams-node", stores, Map.of("FLUXMART_MAILS_ENABLED", "false"));
            servers.add(new StreamServer(
                    "Fluxmart", node.url(), SignIn.admin(node.url()).token(), node.pid(), node));
        }
        if (words.contains("bare")) {
            servers.add(StreamServer.java("bare reactor-netty", Baseline.bareStreams()));
        }
        if (words.contains("Express") && Baseline.isExpressInstalled()) {
            servers.add(StreamServer.other("Express, 2 workers", Baseline.express(stores, 2)));
        }
        return servers;
    }

    private static Stream<String> list(String property, String fallback) {
        return Stream.of(System.getProperty(property, fallback).split(","));
    }

    private void measure(int streams) {
        Map<String, List<StreamFigure>> figures = new LinkedHashMap<>();
        servers.forEach(server -> figures.put(server.name(), new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            List<StreamServer> order = new ArrayList<>(servers);
            Collections.rotate(order, -round);
            for (StreamServer server : order) {
                StreamFigure figure = server.hold(streams, seconds, round == 0);
                System.err.printf("%d streams, round %d, %s: %s%n", streams, round, server.name(), figure);
                if (round > 0) { // the first one warms up
                    requireNonNull(figures.get(server.name())).add(figure);
                }
            }
        }
        System.out.println(StreamFigure.table(streams, figures));
    }
}
