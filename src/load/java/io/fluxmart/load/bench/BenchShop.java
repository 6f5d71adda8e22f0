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

/** The database that all contestants write to: our schema, our rows, and stock without end. */
final class BenchShop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LoadStores stores = LoadStores.open(Path.of("target/load/bench-stores"));
    private final Books books = stores.books();

    static BenchShop open(BenchPlan plan) {
        BenchShop shop = new BenchShop();
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

    LoadStores stores() {
        return stores;
    }

    Books books() {
        return books;
    }

    /**
     * Nothing left to do from the turn before, no orders, no dead rows, and a checkpoint just behind: alike for everyone.
     *
     * @param hasRelay whether some node empties the outbox
     */
    void tidyUp(boolean hasRelay) {
        if (hasRelay) {
            Awaitility.await("the outbox is empty")
                    .atMost(PATIENCE)
                    .until(() -> books.number("SELECT count(*) FROM outbox", Map.of()) == 0);
        } else {
            run("TRUNCATE outbox");
        }
        Awaitility.await("what was under way when time was up has ended")
                .atMost(PATIENCE)
                .ignoreExceptions() // or it and the statement wait for each other
                .until(this::forgetOrders);
        run("VACUUM products");
        run("CHECKPOINT");
    }

    private boolean forgetOrders() {
        run("TRUNCATE orders, order_items, order_transitions, ledger_entries, wallets, idempotency_keys");
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
