package io.fluxmart.load.bench;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.postgres.Ids;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that can be called a shop on the same libraries: no framework, no security, no validation, no keys, no events.
 * What Fluxmart costs is the distance to it.
 */
final class BareShop {

    private static final int CONNECTIONS = 20;
    private static final int PRODUCTS = 1_000;

    private final JsonMapper json = new JsonMapper();
    private final BareOrders orders;
    private final Map<String, byte[]> products;

    private BareShop(BareOrders orders, Map<String, byte[]> products) {
        this.orders = orders;
        this.products = products;
    }

    /** Arguments: port, {@code one} or {@code batch}, R2DBC URL, user, and a password if there is one. */
    public static void main(String[] args) {
        ConnectionPool pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(connections(args[2], args[3], args.length > 4 ? args[4] : ""))
                        .initialSize(CONNECTIONS)
                        .maxSize(CONNECTIONS)
                        .build());
        pool.warmup().block();
        BareOrders orders = args[1].equals("batch") ? new BareBatches(pool) : new BareStatements(pool);
        new BareShop(orders, readProducts(pool)).serve(Integer.parseInt(args[0]));
    }

    private static ConnectionFactory connections(String url, String user, String password) {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(url)
                .mutate()
                .option(ConnectionFactoryOptions.USER, user)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .build());
    }

    private static Map<String, byte[]> readProducts(ConnectionPool pool) {
        return requireNonNull(Flux.usingWhen(
                        pool.create(),
                        connection -> Flux.from(connection
                                        .createStatement("""
                                                SELECT id::text, row_to_json(p)::text AS body FROM products p WHERE id <= $1
                                                """)
                                        .bind("$1", (long) PRODUCTS)
                                        .execute())
                                .concatMap(result -> result.map(row -> Map.entry(
                                        row.get("id", String.class),
                                        row.get("body", String.class).getBytes()))),
                        connection -> connection.close())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block());
    }

    private void serve(int port) {
        HttpServer.create()
                .port(port)
                .route(routes -> routes.post("/api/orders", this::place).get("/api/products/{id}", this::show))
                .bindNow()
                .onDispose()
                .block();
    }

    private Mono<Void> place(HttpServerRequest request, HttpServerResponse response) {
        UUID buyer = UUID.fromString(request.requestHeaders().get("User-Id"));
        return request.receive()
                .aggregate()
                .asByteArray()
                .map(body -> new Order(
                        Ids.next(), buyer, json.readValue(body, Body.class).items()))
                .flatMap(orders::place)
                .flatMap(placed -> answer(response.status(201), json.writeValueAsBytes(placed)))
                .onErrorResume(Refused.class, refused -> response.status(409).send());
    }

    private Mono<Void> show(HttpServerRequest request, HttpServerResponse response) {
        byte[] body = products.get(request.param("id"));
        return body == null ? response.sendNotFound() : answer(response, body);
    }

    private static Mono<Void> answer(HttpServerResponse response, byte[] body) {
        return response.header("Content-Type", "application/json")
                .header("Content-Length", String.valueOf(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    record Body(List<Line> items) {}

    record Line(long productId, int quantity) {}

    /** @param lines one for each product at most, as the load generator sends them */
    record Order(UUID id, UUID buyer, List<Line> lines) {}

    record Placed(UUID id, UUID userId, String status, long total) {}

    static final class Refused extends RuntimeException {

        Refused() {
            super("out of stock", null, false, false);
        }
    }

    /** How orders are written. */
    interface BareOrders {

        Mono<Placed> place(Order order);
    }
}
