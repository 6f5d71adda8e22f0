package io.fluxmart.limits;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventSocket;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

/** Two nodes behind one proxy, which tells them who asks. */
@FluxmartTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    /** Windows outlast a slow test; so does the patience, or some requests would be counted elsewhere. */
    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("fluxmart.limits.enabled", true),
            Map.entry("fluxmart.limits.patience", "20s"),
            Map.entry("spring.data.redis.timeout", "20s"),
            Map.entry("fluxmart.limits.requests.window", "10m"),
            Map.entry("fluxmart.limits.sign-in.window", "10m"),
            Map.entry("fluxmart.limits.sign-in-account.quota", 8),
            Map.entry("fluxmart.limits.sign-in-account.window", "10m"),
            Map.entry("fluxmart.limits.registrations.quota", 2),
            Map.entry("fluxmart.limits.writes.quota", 3),
            Map.entry("fluxmart.limits.writes.window", "10m"),
            Map.entry("fluxmart.limits.streams", 2),
            Map.entry("fluxmart.http.trusted-hops", 1));

    @Autowired
    Shop unlimited;

    @Autowired
    ReactiveStringRedisTemplate redis;

    private Node node;
    private Node other;

    @BeforeAll
    void start() {
        node = Node.start(SETTINGS);
        other = Node.start(SETTINGS);
    }

    @AfterAll
    void stop() {
        other.close();
        node.close();
    }

    /** A29; an unknown route, since no store then decides on the answer. */
    @Test
    void lets100RequestsOf50ParallelClientsPassOnTwoNodesTogether() {
        String address = newAddress();

        List<Reply> replies = Flux.range(0, 200)
                .flatMap(
                        i -> (i % 2 == 0 ? node : other)
                                .shop()
                                .exchange(HttpMethod.GET, "/api/nowhere", null, null, "X-Forwarded-For", address),
                        50)
                .collectList()
                .block(PATIENCE);

        assertThat(replies).extracting(Reply::status).containsOnly(404, 429);
        assertThat(replies.stream().filter(reply -> reply.status() == 404).map(RateLimitTests::remaining))
                .as("each place in the window is given away once")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
        assertThat(replies.stream().filter(reply -> reply.status() == 429).map(RateLimitTests::remaining))
                .hasSize(100)
                .containsOnly(0);
    }

    @Test
    void saysWhereAClientStands() {
        Reply first = get("/api/categories", newAddress());

        assertThat(first.headers().get("RateLimit-Policy")).containsExactly("\"requests\";q=100;w=600");
        assertThat(first.headers().get("RateLimit")).containsExactly("\"requests\";r=99;t=600");
        assertThat(first.header("Retry-After")).isNull();
    }

    @Test
    void refusesWithAProblemThatSaysWhenToComeBackAndKeepsItsWord() {
        String address = newAddress();
        exhaust(address);

        Reply refused = get("/api/categories", address);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.json().path("requestId").asString()).isEqualTo(refused.header("X-Request-Id"));
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"requests\";q=100;w=600");
        assertThat(refused.header("RateLimit")).isEqualTo("\"requests\";r=0;t=" + refused.header("Retry-After"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
        assertThat(get("/actuator/health/liveness", address).status()).isEqualTo(200);
        assertThat(node.shop().get("/actuator/prometheus", node.shop().admin()).text())
                .contains("fluxmart_limits_refused_total{limit=\"requests\"}");

        redis.expire("limit:requests:" + address, Duration.ofMillis(1)).block(PATIENCE);
        await().atMost(PATIENCE).until(() -> get("/api/categories", address).status() == 200);
    }

    @Test
    void countsWhateverIsAskedOfTheApi() {
        String address = newAddress();
        Customer forger = new Customer(UUID.randomUUID(), "garbage");

        List<Reply> replies = List.of(
                send(HttpMethod.GET, "/api/users/me", forger, null, address),
                send(HttpMethod.GET, "/api/users/me", null, null, address),
                send(HttpMethod.GET, "/api/nowhere", null, null, address),
                send(HttpMethod.OPTIONS, "/api/products", null, null, address),
                send(HttpMethod.GET, "/%61pi/categories", null, null, address),
                send(HttpMethod.GET, "/api/products;x=1", null, null, address));

        assertThat(replies).extracting(Reply::status).startsWith(401, 401, 404).endsWith(400);
        assertThat(replies).extracting(RateLimitTests::remaining).containsExactly(99, 98, 97, 96, 95, 94);
        assertThat(get("/actuator/health/liveness", address).headers().get("RateLimit"))
                .isNull();
    }

    @Test
    void boundsSignInsToAnAccount() {
        String login = unique("login");
        String address = newAddress();

        assertThat(signIns(login, address, 5)).extracting(Reply::status).containsOnly(401);
        Reply refused = signIn(login.toUpperCase(), address);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"requests\";q=100;w=600, \"sign-in\";q=5;w=600");
        assertThat(refused.header("RateLimit")).matches("\"requests\";r=94;t=\\d+, \"sign-in\";r=0;t=\\d+");
        assertThat(signIn(unique("login"), address).status())
                .as("another account from there")
                .isEqualTo(401);

        assertThat(signIns(login, newAddress(), 3))
                .as("the owner from elsewhere; what was refused did not count")
                .extracting(Reply::status)
                .containsOnly(401);
        Reply everywhere = signIn(login, newAddress());
        assertThat(everywhere.status()).isEqualTo(429);
        assertThat(everywhere.header("RateLimit")).contains("\"sign-in\";r=4;").contains("\"sign-in-account\";r=0;");
        assertThat(redis.keys("limit:*" + login + "*").collectList().block(PATIENCE))
                .as("logins in clear")
                .isEmpty();
    }

    @Test
    void boundsRegistrationsFromAnAddress() {
        String address = newAddress();

        assertThat(Stream.of(address, address, address, newAddress())
                        .map(this::register)
                        .map(Reply::status))
                .containsExactly(201, 201, 429, 201);
    }

    @Test
    void boundsWhatAUserWritesFromWherever() {
        Customer customer = unlimited.newCustomer();

        assertThat(Stream.of(1, 2, 3, 4)
                        .map(i -> send(HttpMethod.DELETE, "/api/cart", customer, null, newAddress()))
                        .map(Reply::status))
                .containsExactly(204, 204, 204, 429);
        Reply elsewhere = other.shop()
                .send(HttpMethod.POST, "/api/cart/checkout", customer, null, "X-Forwarded-For", newAddress());
        assertThat(elsewhere.code()).isEqualTo("rate_limited");
        assertThat(elsewhere.header("RateLimit")).matches("\"requests\";r=99;t=\\d+, \"writes\";r=0;t=\\d+");
        Reply read = send(HttpMethod.GET, "/api/cart", customer, null, newAddress());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("RateLimit")).doesNotContain("writes");
    }

    @Test
    void boundsTheStreamsThatAUserHoldsUntilTheyEnd() {
        Customer customer = unlimited.newCustomer();
        EventStream first = node.shop().listen(customer);
        try (EventStream second = node.shop().listen(customer)) {
            Reply third = openStream(customer);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.code()).isEqualTo("too_many_streams");
            assertThat(third.header("Retry-After")).isEqualTo("5");
            assertThat(openStream(node.shop().admin()).status())
                    .as("somebody else")
                    .isEqualTo(400);

            first.close();
            await().atMost(PATIENCE).until(() -> openStream(customer).status() == 400);
            await("a stream that did not open holds no place")
                    .atMost(PATIENCE)
                    .until(() -> openStream(customer).status() == 400);
        } finally {
            first.close();
        }
    }

    /** Behind the limit it is a 404. */
    @Test
    void countsTheStreamsOfImportsAmongThem() {
        Customer admin = node.shop().admin();
        String stream = "/api/imports/none/stream";
        try (EventStream first = node.shop().listen(admin);
                EventStream second = node.shop().listen(admin)) {
            Reply third = send(HttpMethod.GET, stream, admin, null, newAddress());

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.code()).isEqualTo("too_many_streams");
        }
        await().atMost(PATIENCE)
                .until(() ->
                        send(HttpMethod.GET, stream, admin, null, newAddress()).status() == 404);
    }

    /** Through all filters at once, as it is in production. */
    @Test
    void letsACustomerShopAndListenWithinTheLimits() {
        String login = unique("journey");
        Customer customer = unlimited.newCustomer(login);
        long product = unlimited.newProduct(5);
        Browser browser = Browser.signedIn(node.shop(), login);
        try (EventStream catalogue = node.shop().watch("?ids=" + product, null);
                EventStream stream = browser.listen();
                EventSocket socket = EventSocket.open(node.shop(), customer)) {
            String body = "{\"items\":" + lines(line(product, 1)) + "}";
            Reply order = browser.send(HttpMethod.POST, "/api/orders", body, "Idempotency-Key", unique("key"));

            assertThat(order.status()).as(order.text()).isEqualTo(201);
            assertThat(order.header("RateLimit")).contains("\"requests\"", "\"writes\"");
            assertThat(stream.next().event()).isEqualTo("order.placed");
            assertThat(socket.next().path("event").asString()).isEqualTo("order.placed");
            // That the product came into being may be heard of first.
            await().atMost(PATIENCE).until(() -> catalogue.next().data().contains("\"stock\":4"));
        }
    }

    /** The cursor that is none makes it a 400, behind the limit, instead of a stream that would not end. */
    private Reply openStream(Customer who) {
        return node.shop()
                .send(
                        HttpMethod.GET,
                        "/api/notifications/stream",
                        who,
                        null,
                        "Last-Event-ID",
                        "none",
                        "X-Forwarded-For",
                        newAddress());
    }

    private void exhaust(String address) {
        redis.opsForValue().set("limit:requests:" + address, "100", WINDOW).block(PATIENCE);
    }

    private List<Reply> signIns(String login, String address, int times) {
        return IntStream.range(0, times).mapToObj(i -> signIn(login, address)).toList();
    }

    private Reply signIn(String login, String address) {
        return send(HttpMethod.POST, "/api/tokens", null, Map.of("login", login, "password", "wrong"), address);
    }

    private Reply register(String address) {
        String name = unique("r");
        Map<String, String> registration = Map.of(
                "username", name, "email", name + "@example.com", "password", Shop.PASSWORD, "firstName", "Cleo");
        return send(HttpMethod.POST, "/api/users", null, registration, address);
    }

    private Reply get(String path, String address) {
        return send(HttpMethod.GET, path, null, null, address);
    }

    private Reply send(HttpMethod method, String path, Customer who, Object body, String address) {
        return node.shop().send(method, path, who, body, "X-Forwarded-For", "203.0.113.99, " + address);
    }

    private static int remaining(Reply reply) {
        Matcher standing = Pattern.compile("\"requests\";r=(\\d+);t=\\d+").matcher(reply.header("RateLimit"));
        assertThat(standing.matches()).as(reply.header("RateLimit")).isTrue();
        return Integer.parseInt(standing.group(1));
    }

    private static String newAddress() {
        return "198.51.100." + CLIENTS.incrementAndGet();
    }
}
