package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What buyers do. Each order has a key of its own, and each answer is counted. */
final class Buying {

    private static final String BEARER = "Bearer #{token}";

    private final List<Buyer> buyers;
    private final Outcomes outcomes;

    Buying(List<Buyer> buyers, Outcomes outcomes) {
        this.buyers = buyers;
        this.outcomes = outcomes;
    }

    /** In turns, so that nobody does two things at once unless there are more visits at once than buyers. */
    Iterator<Map<String, Object>> inTurns() {
        AtomicLong turn = new AtomicLong();
        return Stream.generate(() -> Map.<String, Object>of(
                        "token",
                        buyers.get((int) (turn.getAndIncrement() % buyers.size()))
                                .token()))
                .iterator();
    }

    /** Three different products, in one order. */
    ChainBuilder orderThreeOf(List<Long> products, Integer... expected) {
        return order(() -> any(3, products), expected);
    }

    /** The same product in every order, and two others. */
    ChainBuilder orderHot(long product, List<Long> others, Integer... expected) {
        return order(() -> line(product) + "," + any(2, others), expected);
    }

    ChainBuilder orderOnly(long product, Integer... expected) {
        return order(() -> line(product), expected);
    }

    private ChainBuilder order(Supplier<String> lines, Integer... expected) {
        return exec(session -> session.set("lines", lines.get()).set("key", "order-" + UUID.randomUUID()))
                .exec(counted(
                        http("order")
                                .post("/api/orders")
                                .header("Authorization", BEARER)
                                .header("Idempotency-Key", "#{key}")
                                .header("Content-Type", "application/json")
                                .body(StringBody("{\"items\":[#{lines}]}")),
                        expected))
                .exec(this::count);
    }

    private static HttpRequestActionBuilder counted(HttpRequestActionBuilder request, Integer... expected) {
        return request.check(
                status().saveAs("status"),
                status().in(expected),
                responseTimeInMillis().saveAs("milliseconds"),
                jmesPath("code").optional().saveAs("code"),
                jmesPath("id").optional().saveAs("orderId"));
    }

    private Session count(Session session) {
        if (session.contains("status")) {
            String code = session.contains("code") ? " " + session.getString("code") : "";
            outcomes.told(session.getInt("status") + code, session.getInt("milliseconds"));
            if (session.getInt("status") == 201) {
                outcomes.acknowledged(UUID.fromString(String.valueOf(session.getString("orderId"))));
            }
        }
        return session;
    }

    ChainBuilder pay() {
        return exec(http("pay")
                .post("/api/orders/#{orderId}/pay")
                .header("Authorization", BEARER)
                .header("Idempotency-Key", session -> "pay-" + UUID.randomUUID())
                .check(status().is(200)));
    }

    ChainBuilder orders() {
        return exec(http("orders")
                .get("/api/orders")
                .header("Authorization", BEARER)
                .check(status().is(200)));
    }

    /** Into the cart, a look at it, and out of it as an order. */
    ChainBuilder orderCart(List<Long> products) {
        return exec(session -> session.set("productId", products.get(any(products))))
                .exec(http("cart item")
                        .put("/api/cart/items/#{productId}")
                        .header("Authorization", BEARER)
                        .header("Content-Type", "application/json")
                        .body(StringBody("{\"quantity\":1}"))
                        .check(status().is(200)))
                .exec(http("cart")
                        .get("/api/cart")
                        .header("Authorization", BEARER)
                        .check(status().is(200)))
                .exec(session -> session.set("key", "order-" + UUID.randomUUID()))
                .exec(counted(
                        http("cart checkout")
                                .post("/api/cart/checkout")
                                .header("Authorization", BEARER)
                                .header("Idempotency-Key", "#{key}"),
                        201))
                .exec(this::count);
    }

    private static String any(int count, List<Long> products) {
        return ThreadLocalRandom.current()
                .ints(0, products.size())
                .distinct()
                .limit(count)
                .mapToObj(place -> line(products.get(place)))
                .collect(Collectors.joining(","));
    }

    private static int any(List<Long> products) {
        return ThreadLocalRandom.current().nextInt(products.size());
    }

    private static String line(long product) {
        return "{\"productId\":" + product + ",\"quantity\":1}";
    }
}
