package io.fluxmart.restarts;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Order without a pause, each order until there is an answer to its key, wherever a node is to be found. */
final class Buyers implements AutoCloseable {

    private static final int BUYERS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(BUYERS);
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private volatile Shop shop;
    private volatile boolean isOver;

    Buyers(Shop shop, long productId) {
        this.shop = shop;
        for (int i = 0; i < BUYERS; i++) {
            Customer buyer = shop.newCustomer();
            threads.execute(() -> buy(buyer, productId));
        }
    }

    /** Where the next requests go. */
    void goTo(Shop other) {
        shop = other;
    }

    private void buy(Customer buyer, long productId) {
        while (!isOver) {
            String key = unique("key");
            String answer = null;
            while (answer == null) {
                answer = tryToOrder(buyer, key, productId);
            }
            acknowledged.put(key, answer);
        }
    }

    /** The order's id; null when there was no answer, or one that asks for patience. */
    private String tryToOrder(Customer buyer, String key, long productId) {
        try {
            Reply reply = shop.order(buyer, key, lines(line(productId, 1)));
            if (reply.status() == 201) {
                return reply.json().path("id").asString();
            }
        } catch (RuntimeException noAnswer) {
            // Whether it was placed is not known: the key tells, at the next attempt.
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        return null;
    }

    /** Key and order of all that were told they have one. */
    Map<String, String> stop() throws InterruptedException {
        isOver = true;
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("Somebody still waits for an answer");
        }
        return acknowledged;
    }

    @Override
    public void close() {
        isOver = true;
        threads.shutdownNow();
    }
}
