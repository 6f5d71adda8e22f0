package io.fluxmart.load.bench;

import io.fluxmart.load.bench.BareShop.Line;
import io.fluxmart.load.bench.BareShop.Order;
import io.fluxmart.load.bench.BareShop.Placed;
import io.fluxmart.load.bench.BareShop.Refused;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * While one batch is being written, orders gather; a lane that is free takes all that wait. One transaction of two
 * statements for a batch: lock its products, then write all its rows.
 */
final class BareBatches implements BareShop.BareOrders {

    private static final int BOUND = 256;
    private static final int LANES = Integer.getInteger("bench.lanes", 2);

    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore freeLanes = new Semaphore(LANES);
    private final ConnectionPool pool;

    BareBatches(ConnectionPool pool) {
        this.pool = pool;
    }

    @Override
    public Mono<Placed> place(Order order) {
        return Mono.create(sink -> {
            queue.add(new Waiting(order, sink));
            drain();
        });
    }

    private void drain() {
        while (!queue.isEmpty() && freeLanes.tryAcquire()) {
            List<Waiting> batch = take();
            if (batch.isEmpty()) {
                freeLanes.release();
            } else {
                write(batch);
            }
        }
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        Waiting next;
        while (batch.size() < BOUND && (next = queue.poll()) != null) {
            batch.add(next);
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        Mono.usingWhen(
                        pool.create(),
                        connection -> inTransaction(connection, batch),
                        Connection::close,
                        (connection, failed) ->
                                Mono.from(connection.rollbackTransaction()).then(Mono.from(connection.close())),
                        Connection::close)
                .doFinally(signal -> {
                    freeLanes.release();
                    drain();
                })
                .subscribe(
                        verdicts -> verdicts.forEach(Verdict::tell),
                        failed -> batch.forEach(waiting -> waiting.sink().error(failed)));
    }

    private static Mono<List<Verdict>> inTransaction(Connection connection, List<Waiting> batch) {
        return Mono.from(connection.beginTransaction())
                .then(lock(connection, batch))
                .map(shelf -> batch.stream().map(shelf::judge).toList())
                .delayUntil(verdicts -> insert(connection, verdicts))
                .delayUntil(verdicts -> connection.commitTransaction());
    }

    private static Mono<BareShelf> lock(Connection connection, List<Waiting> batch) {
        Long[] ids = batch.stream()
                .flatMap(waiting -> waiting.order().lines().stream())
                .map(Line::productId)
                .distinct()
                .toArray(Long[]::new);
        return Flux.from(connection.createStatement("""
                                SELECT id, name, price_amount, stock FROM products
                                WHERE id = ANY ($1)
                                ORDER BY id
                                FOR NO KEY UPDATE
                                """).bind("$1", ids).execute())
                .concatMap(result -> result.map(BareShelf.Article::of))
                .collectList()
                .map(BareShelf::new);
    }

    private static Mono<Void> insert(Connection connection, List<Verdict> verdicts) {
        BareRows rows = BareRows.of(verdicts);
        return Flux.from(rows.bindTo(connection.createStatement(BareRows.SQL)).execute())
                .concatMap(result -> result.getRowsUpdated())
                .then();
    }

    record Waiting(Order order, MonoSink<Placed> sink) {}

    /** @param articles of the order's lines, in their order; none when it is refused */
    record Verdict(Waiting waiting, List<BareShelf.Article> articles, long total) {

        boolean isRefused() {
            return articles.isEmpty();
        }

        void tell() {
            if (isRefused()) {
                waiting.sink().error(new Refused());
            } else {
                Order order = waiting.order();
                waiting.sink().success(new Placed(order.id(), order.buyer(), "pending", total));
            }
        }
    }
}
