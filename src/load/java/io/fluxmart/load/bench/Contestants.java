package io.fluxmart.load.bench;

import io.fluxmart.load.Buyer;
import io.fluxmart.load.Jvm;
import io.fluxmart.load.LoadNode;
import io.fluxmart.load.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Starts those who are wanted and whose tools are there. */
final class Contestants {

    private static final Path BUYERS = Path.of("target/load/buyers.txt").toAbsolutePath();
    private static final int BATCH = 50;
    private static final Set<Workload> ALL = EnumSet.allOf(Workload.class);
    private static final Set<Workload> ORDERS = EnumSet.complementOf(EnumSet.of(Workload.READ));

    private final BenchPlan plan;
    private final BenchShop shop;
    private final BenchShop shared;
    private final List<Contestant> started = new ArrayList<>();
    private final List<LoadNode> nodes = new ArrayList<>();

    private Contestants(BenchPlan plan, BenchShop shop) {
        this.plan = plan;
        this.shop = shop;
        this.shared = shop.copyForOthers();
    }

    static List<Contestant> start(BenchPlan plan, BenchShop shop) {
        Contestants contestants = new Contestants(plan, shop);
        contestants.startPgbench();
        contestants.startServers();
        return contestants.started;
    }

    private void startPgbench() {
        if (!Tool.isInstalled("pgbench")) {
            System.out.println("pgbench is not on the PATH: its rows are skipped.");
            return;
        }
        for (boolean isFull : List.of(false, true)) {
            pgbench("pgbench, statement by statement", "statement-by-statement", isFull, 1);
            pgbench("pgbench, set-based", "set-based", isFull, 1);
            pgbench("pgbench, one statement", "one-statement", isFull, 1);
            pgbench("pgbench, batches of " + BATCH, "batch", isFull, BATCH);
        }
    }

    private void pgbench(String name, String script, boolean isFull, int ordersEach) {
        String whole = isFull ? name + ", with key and event" : name;
        if (plan.wants(whole)) {
            started.add(
                    new PgbenchContestant(whole, shared, script, isFull, ordersEach, plan.products(), plan.users()));
        }
    }

    private void startServers() {
        if (!Tool.isInstalled("wrk")) {
            System.out.println("wrk is not on the PATH: all servers are skipped.");
            return;
        }
        startExpress();
        startMvc();
        baseline("bare reactor-netty, one statement", ORDERS, () -> Baseline.bare(shared.stores(), "one"));
        baseline("bare reactor-netty, batches", ALL, () -> Baseline.bare(shared.stores(), "batch"));
        node("Fluxmart", ALL, Map.of());
        startTheOther();
        node("Fluxmart without batches", ORDERS, Switches.ONE_BY_ONE);
        node("Fluxmart without cache", EnumSet.of(Workload.READ), Switches.UNCACHED);
        writeBuyers();
    }

    private void startTheOther() {
        if (plan.other() != null) {
            node("Fluxmart, other", ALL, plan.otherSettings(), plan.other(), Jvm.other());
        }
    }

    private void startExpress() {
        if (Baseline.isExpressInstalled()) {
            baseline("Express", ALL, () -> Baseline.express(shared.stores(), 1));
            baseline("Express, 2 workers", ALL, () -> Baseline.express(shared.stores(), 2));
        } else {
            System.out.println(
                    "node is not on the PATH, or npm ci was not run in bench/express: its rows are skipped.");
        }
    }

    private void startMvc() {
        String jdk = System.getenv("BENCH_JDK_HOME");
        if (jdk != null && Baseline.isMvcBuilt()) {
            baseline("Spring MVC, virtual threads", ALL, () -> Baseline.mvc(shared.stores(), jdk));
        } else {
            System.out.println("BENCH_JDK_HOME names no Java 21 or later: Spring MVC is skipped.");
        }
    }

    private void baseline(String name, Set<Workload> abilities, Supplier<Baseline> start) {
        if (isAsked(name, abilities)) {
            Baseline baseline = start.get();
            started.add(contestant(name, shared, baseline.url(), abilities, baseline));
        }
    }

    private boolean isAsked(String name, Set<Workload> abilities) {
        return plan.wants(name) && plan.workloads().stream().anyMatch(abilities::contains);
    }

    private void node(String name, Set<Workload> abilities, Map<String, String> switches) {
        node(name, abilities, switches, Path.of("target"), Jvm.usual());
    }

    private void node(String name, Set<Workload> abilities, Map<String, String> switches, Path target, Jvm jvm) {
        if (isAsked(name, abilities)) {
            Map<String, String> settings = new HashMap<>(switches);
            // Nobody else writes mails, and theirs would be written during the turns of others.
            settings.put("FLUXMART_MAILS_ENABLED", "false");
            BenchShop own = shop.copyForNode();
            LoadNode node =
                    LoadNode.start(name.replace(' ', '-'), own.stores(), settings, LoadNode.command(jvm, target));
            nodes.add(node);
            started.add(contestant(name, own, node.url(), abilities, node));
        }
    }

    private HttpContestant contestant(
            String name, BenchShop where, String url, Set<Workload> abilities, AutoCloseable server) {
        return new HttpContestant(name, where, url, abilities, BUYERS, plan.products(), server);
    }

    /** Tokens of any of our nodes are good for all of them; who knows no tokens is sent some all the same. */
    private void writeBuyers() {
        List<String> lines =
                buyers().stream().map(buyer -> buyer.id() + " " + buyer.token()).toList();
        try {
            Files.write(BUYERS, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Buyer> buyers() {
        if (!nodes.isEmpty()) {
            return signIn(nodes.get(0));
        }
        try (LoadNode gate = LoadNode.start("sign-in", shop.stores(), Map.of())) {
            return signIn(gate);
        }
    }

    private List<Buyer> signIn(LoadNode node) {
        return SignIn.everybody(node.url(), shop.books(), plan.users());
    }
}
