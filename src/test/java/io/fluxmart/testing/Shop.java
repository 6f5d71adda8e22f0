package io.fluxmart.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.seeding.DemoUser;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;

/** The API of one node, as a client sees it. */
public final class Shop {

    public static final String PASSWORD = "correct horse battery staple";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String RUN = Long.toString(System.nanoTime(), 36);

    private final int port;
    private final IntSupplier managementPort;
    private final WebClient http;
    private final Customer admin;

    /** @param managementPort where paths below {@code /actuator} lead; another one when a node that rested goes on */
    public Shop(int port, IntSupplier managementPort) {
        this.port = port;
        this.managementPort = managementPort;
        ConnectionProvider connections = ConnectionProvider.builder("shop-" + port)
                .maxConnections(200)
                .pendingAcquireMaxCount(-1)
                .build();
        this.http = WebClient.builder()
                .baseUrl("http://localhost:" + port)
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
                .build();
        this.admin = await("the demonstration users")
                .atMost(PATIENCE)
                .until(
                        () -> tryToSignIn(DemoUser.ADMIN.id(), DemoUser.ADMIN.email(), DemoUser.PASSWORD),
                        Optional::isPresent)
                .orElseThrow();
    }

    static Shop of(Environment node) {
        return new Shop(
                node.getRequiredProperty("local.server.port", Integer.class),
                () -> node.getRequiredProperty("local.management.port", Integer.class));
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort.getAsInt();
    }

    public WebClient http() {
        return http;
    }

    public Customer admin() {
        return admin;
    }

    /** A word that no other test uses. */
    public static String unique(String word) {
        return word + "-" + RUN + "-" + COUNTER.incrementAndGet();
    }

    public Customer newCustomer() {
        return newCustomer(unique("c"));
    }

    public Customer newCustomer(String username) {
        Reply reply = register(username);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return signIn(UUID.fromString(reply.json().path("id").asString()), username, PASSWORD);
    }

    public Reply register(String username) {
        Map<String, String> registration = Map.of(
                "username", username, "email", username + "@example.com", "password", PASSWORD, "firstName", "Cleo");
        return send(HttpMethod.POST, "/api/users", null, registration);
    }

    /** The same customer, with a new token. */
    public Customer signInAgain(Customer customer, String login) {
        return signIn(customer.id(), login, PASSWORD);
    }

    private Customer signIn(UUID id, String login, String password) {
        return tryToSignIn(id, login, password).orElseThrow(() -> new AssertionError(login + " cannot sign in"));
    }

    private Optional<Customer> tryToSignIn(UUID id, String login, String password) {
        Reply reply = send(HttpMethod.POST, "/api/tokens", null, Map.of("login", login, "password", password));
        return reply.status() == 200
                ? Optional.of(new Customer(id, reply.json().path("accessToken").asString()))
                : Optional.empty();
    }

    public long newProduct(int stock) {
        return newProduct(stock, 1_999);
    }

    public long newProduct(int stock, long price) {
        return newProduct(unique("Product"), stock, price).path("id").asLong();
    }

    public JsonNode newProduct(String name, int stock, long price) {
        Map<String, Object> draft = Map.of(
                "sku",
                unique("sku"),
                "name",
                name,
                "category",
                "tests",
                "price",
                Map.of("amount", price, "currency", "USD"),
                "stock",
                stock);
        Reply reply = send(HttpMethod.POST, "/api/products", admin, draft);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    /** A customer with that much in their wallet, in minor units. */
    public Customer newCustomer(long balance) {
        Customer customer = newCustomer();
        Reply reply = deposit(customer, balance);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return customer;
    }

    public Reply deposit(Customer to, long amount) {
        String body = "{\"userId\":\"%s\",\"amount\":%s}".formatted(to.id(), usd(amount));
        return send(HttpMethod.POST, "/api/wallet/deposits", admin, body, "Idempotency-Key", unique("deposit"));
    }

    public Mono<Reply> transfer(Customer from, UUID to, long amount, String key) {
        String body = "{\"toUserId\":\"%s\",\"amount\":%s}".formatted(to, usd(amount));
        return exchange(HttpMethod.POST, "/api/transfers", from, body, "Idempotency-Key", key);
    }

    public long balanceOf(Customer who) {
        return get("/api/wallet", who).json().path("balance").path("amount").asLong();
    }

    private static String usd(long amount) {
        return "{\"amount\":" + amount + ",\"currency\":\"USD\"}";
    }

    public int stockOf(long productId) {
        return get("/api/products/" + productId, null).json().path("stock").asInt();
    }

    public Reply get(String path, Customer who) {
        return send(HttpMethod.GET, path, who, null);
    }

    public Reply post(String path, Customer who, Object body) {
        return send(HttpMethod.POST, path, who, body);
    }

    public Reply send(HttpMethod method, String path, Customer who, Object body, String... headers) {
        return exchange(method, path, who, body, headers).block(PATIENCE);
    }

    public Reply order(Customer buyer, String key, String items) {
        return placeOrder(buyer, key, items).block(PATIENCE);
    }

    /** @param items the JSON array of lines */
    public Mono<Reply> placeOrder(Customer buyer, String key, String items) {
        String body = "{\"items\":" + items + "}";
        return exchange(HttpMethod.POST, "/api/orders", buyer, body, "Idempotency-Key", key);
    }

    /** The path of a new order. */
    public String placed(Customer buyer, long productId, int quantity) {
        Reply reply = order(buyer, unique("key"), lines(line(productId, quantity)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.header("Location");
    }

    public Mono<Reply> pay(Customer buyer, String order, String key) {
        return exchange(HttpMethod.POST, order + "/pay", buyer, null, "Idempotency-Key", key);
    }

    public static String line(long productId, int quantity) {
        return "{\"productId\":" + productId + ",\"quantity\":" + quantity + "}";
    }

    public static String lines(String... lines) {
        return "[" + String.join(",", lines) + "]";
    }

    /** @param body text is sent as it is, anything else as JSON */
    public Mono<Reply> exchange(HttpMethod method, String path, Customer who, Object body, String... headers) {
        WebClient.RequestBodySpec request = http.method(method)
                .uri(URI.create("http://localhost:" + portOf(path) + path))
                .contentType(MediaType.APPLICATION_JSON)
                .headers(all -> fill(all, who, headers));
        WebClient.RequestHeadersSpec<?> ready =
                body == null ? request : request.bodyValue(body instanceof String text ? text.getBytes(UTF_8) : body);
        return ready.exchangeToMono(response -> response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new Reply(
                        response.statusCode().value(), response.headers().asHttpHeaders(), bytes)));
    }

    private int portOf(String path) {
        return path.startsWith("/actuator") ? managementPort.getAsInt() : port;
    }

    private static void fill(HttpHeaders all, Customer who, String... headers) {
        if (who != null) {
            all.setBearerAuth(who.token());
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.set(headers[i], headers[i + 1]);
        }
    }

    /** Opens the notification stream and waits until it stands. */
    public EventStream listen(Customer who) {
        return resume(who, null);
    }

    public EventStream resume(Customer who, String lastEventId) {
        return new EventStream(this, "/api/notifications/stream", who, lastEventId);
    }

    /** Opens a stream that begins with how things are. */
    public EventStream follow(Customer who, String path) {
        return new EventStream(this, path, who, null);
    }

    /** Opens the live catalogue, as anybody can. */
    public EventStream watch(String query, String lastEventId) {
        return new EventStream(this, "/api/products/stream" + query, headers -> {}, lastEventId);
    }
}
