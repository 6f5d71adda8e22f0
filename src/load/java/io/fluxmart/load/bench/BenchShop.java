package io.fluxmart.load.bench;

import io.fluxmart.load.LoadNode;
import io.fluxmart.load.LoadStores;
import io.fluxmart.testing.Books;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The database that contestants write to: our schema, our rows, and stock without end. It is copied before anybody writes:
 * those who need no node share one copy, and each node has one, or its relay and caches would work during the turns of others,
 * and theirs during its own.
 */
final class BenchShop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LoadStores stores;
    private final Books books;
    private final boolean hasNode;
    private int copies;

    private BenchShop(LoadStores stores, boolean hasNode) {
        this.stores = stores;
        this.books = stores.books();
        this.hasNode = hasNode;
    }

    static BenchShop open(BenchPlan plan) {
        BenchShop shop = new BenchShop(LoadStores.open(Path.of("target/load/bench-stores")), LoadStores.areNamed());
        LoadNode.run(
                shop.stores,
                "seed",
                "--users=" + plan.users() * 11 / 10, // some of them may not sign in
                "--products=" + plan.products(),
                "--orders=0",
                "--posts=0");
        shop.run("UPDATE products SET stock = 2000000000");
        shop.runAll(Path.of("bench/pgbench/setup.sql"));
        return shop;
    }

    BenchShop copyForNode() {
        return new BenchShop(stores.copy(++copies), true);
    }

    BenchShop copyForOthers() {
        return new BenchShop(stores.copy(++copies), LoadStores.areNamed());
    }

    LoadStores stores() {
        return stores;
    }

    Books books() {
        return books;
    }

    /**
     * Nothing left to do from the turn before, statistics of this moment, no dead rows, and a checkpoint just behind: alike for
     * everyone. Orders stay: behind tables that are emptied again and again, statements keep plans that were made for small ones.
     */
    void tidyUp() {
        if (hasNode) {
            Awaitility.await("the outbox is empty")
                    .atMost(PATIENCE)
                    .until(() -> books.number("SELECT count(*) FROM outbox", Map.of()) == 0);
        } else {
            Awaitility.await("what was under way when time was up has ended")
                    .atMost(PATIENCE)
                    .ignoreExceptions() // or it and the statement wait for each other
                    .until(this::forgetEvents);
        }
        run("VACUUM ANALYZE");
        run("CHECKPOINT");
    }

    private boolean forgetEvents() {
        run("TRUNCATE outbox");
        return true;
    }

    private void runAll(Path script) {
        try {
            run(Files.readString(script));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run(String sql) {
        books.run(sql, Map.of());
    }

    @Override
    public void close() {
        stores.close();
    }
}
