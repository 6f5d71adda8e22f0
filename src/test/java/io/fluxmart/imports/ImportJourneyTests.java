package io.fluxmart.imports;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.backends.FreePort;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports as an administrator sees them: asked for, watched, cancelled, gone on with, and moved from node to node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ImportJourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LITTLE = Duration.ofMillis(10);
    private static final String SECRET = "wh4tN0b0dyMayRead";

    /** A batch for each, so that there is time to interfere. */
    private static final int MANY = 400;

    private final OldUsers small = new OldUsers();
    private final OldUsers rehearsed = new OldUsers();
    private final OldUsers late = new OldUsers();
    private final OldUsers large = new OldUsers();
    private final PostgresAddress postgres = SharedBackends.postgres();
    private final TcpProxy wayToPostgres = new TcpProxy(postgres.host(), postgres.port());
    private final TcpProxy wayToLarge = TcpProxy.beforeMongo();
    private final TcpProxy wayToLate = TcpProxy.beforeMongo();
    private Node node;
    private Shop shop;
    private Books books;

    @BeforeAll
    void start() {
        small.withUsers(25).withUnfitUsers(15);
        rehearsed.withUsers(12);
        late.withUsers(12);
        large.withUsers(MANY);
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "spring.r2dbc.url", postgres.r2dbcUrl().replace(":" + postgres.port(), ":" + wayToPostgres.port()));
        settings.put("spring.r2dbc.username", postgres.user());
        settings.put("spring.r2dbc.password", postgres.password());
        settings.put("spring.liquibase.url", postgres.jdbcUrl());
        settings.put("spring.liquibase.user", postgres.user());
        settings.put("spring.liquibase.password", postgres.password());
        settings.put("fluxmart.imports.sources.small.uri", small.uri());
        settings.put("fluxmart.imports.sources.rehearsed.uri", rehearsed.uri());
        settings.put("fluxmart.imports.sources.late.uri", late.uri(wayToLate));
        settings.put("fluxmart.imports.sources.large.uri", large.uri(wayToLarge));
        settings.put(
                "fluxmart.imports.sources.gone.uri",
                "mongodb://somebody:" + SECRET + "@127.0.0.1:" + FreePort.find()
                        + "/shop?serverSelectionTimeoutMS=300");
        settings.put("fluxmart.imports.takeover-after", "1h"); // so that it takes over only what was left to it
        node = Node.start(withPace(settings));
        shop = node.shop();
        books = node.books();
    }

    private static Map<String, Object> withPace(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("fluxmart.imports.poll-interval", "200ms");
        all.put("fluxmart.imports.progress-interval", "50ms");
        all.put("fluxmart.imports.retries", 1);
        all.put("fluxmart.imports.retry-delay", "50ms");
        all.put("fluxmart.notifications.heartbeat", "200ms");
        return all;
    }

    @AfterAll
    void stop() {
        wayToLarge.mend();
        wayToPostgres.mend();
        books.run("DELETE FROM users WHERE username LIKE 'olds\\_%'", Map.of()); // other tests list users
        node.close();
        List.of(wayToPostgres, wayToLarge, wayToLate).forEach(TcpProxy::close);
        List.of(small, rehearsed, late, large).forEach(OldUsers::close);
    }

    @Test
    void bringsTheUsersInAndTellsHowItGoes() {
        Reply accepted = begin(Map.of("source", "small", "batchSize", 7));

        String path = accepted.header("Location");
        assertThat(path).isEqualTo("/api/imports/" + accepted.json().path("id").asString());
        assertThat(accepted.json().path("status").asString()).isEqualTo("waiting");
        assertThat(accepted.json().path("requestedBy").asString())
                .isEqualTo(shop.admin().id().toString());
        List<ServerSentEvent<String>> events = eventsOf(path);
        assertThat(events.get(events.size() - 1).event()).isEqualTo("import.completed");
        assertThat(events.subList(0, events.size() - 1))
                .allSatisfy(event -> assertThat(event.event()).isEqualTo("import.progress"));
        JsonNode ended = shop.get(path, shop.admin()).json();
        assertThat(json(events.get(events.size() - 1))).isEqualTo(ended);
        assertCounts(ended, 40, 25, 0, 15);
        assertThat(usersOf(small)).isEqualTo(25);
        assertThat(shop.post(path + "/cancel", shop.admin(), null).code()).isEqualTo("import_ended");
        assertThatRejectsComeInPages(path);
        assertThatAnotherOneSkipsThem(path);
    }

    /** An import that has ended is told of once. */
    private void assertThatAnotherOneSkipsThem(String former) {
        assertThat(eventsOf(former))
                .singleElement()
                .satisfies(only -> assertThat(only.event()).isEqualTo("import.completed"));

        String path = begin(Map.of("source", "small")).header("Location");

        assertThat(path).isNotEqualTo(former);
        assertCounts(awaitEnd(path), 40, 0, 25, 15);
        JsonNode page = shop.get("/api/imports?limit=1", shop.admin()).json();
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.path("page").path("hasMore").asBoolean()).isTrue();
        assertThat(allOf("/api/imports").stream()
                        .map(one -> "/api/imports/" + one.path("id").asString()))
                .containsSubsequence(path, former);
    }

    private void assertThatRejectsComeInPages(String path) {
        List<JsonNode> rejects = allOf(path + "/rejects");

        assertThat(rejects).hasSize(15).allSatisfy(reject -> {
            assertThat(reject.path("entity").asString()).isEqualTo("users");
            assertThat(reject.path("field").asString()).isEqualTo("email");
            assertThat(reject.path("reason").asString()).isNotBlank();
        });
        assertThat(rejects.stream().map(reject -> reject.path("row").asString()))
                .doesNotHaveDuplicates();
        assertThat(shop.get("/api/imports/" + UUID.randomUUID() + "/rejects", shop.admin())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void countsInADryRunWhatWouldComeIn() {
        String path = begin(Map.of("source", "rehearsed", "dryRun", true)).header("Location");

        assertCounts(awaitEnd(path), 12, 12, 0, 0);
        assertThat(usersOf(rehearsed)).isZero();
        assertCounts(awaitEnd(begin(Map.of("source", "rehearsed")).header("Location")), 12, 12, 0, 0);
        assertThat(usersOf(rehearsed)).isEqualTo(12);
    }

    @Test
    void keepsWhatCameInBeforeItWasCancelled() {
        String path = beginAndHold();
        try (EventStream stream = shop.follow(shop.admin(), path + "/stream")) {
            Reply another = shop.post("/api/imports", shop.admin(), Map.of("source", "large", "dryRun", true));
            Reply cancelled = shop.post(path + "/cancel", shop.admin(), null);
            Reply again = shop.post(path + "/cancel", shop.admin(), null);

            assertThat(another.status()).isEqualTo(409);
            assertThat(another.code()).isEqualTo("import_under_way");
            assertThat(another.text()).contains(path.substring(path.lastIndexOf('/') + 1));
            assertThat(List.of(cancelled, again)).allSatisfy(reply -> {
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                assertThat(reply.json().path("status").asString()).isEqualTo("cancelled");
            });
            stream.next(1, "import.cancelled");
            stream.awaitEnd();
        } finally {
            wayToLarge.mend();
        }
        JsonNode users = shop.get(path, shop.admin()).json().path("steps").path(0);
        assertThat(users.path("read").asInt()).isBetween(1, MANY - 1);
        assertThat(usersOf(large)).isEqualTo(cameInFrom("large"));
    }

    @Test
    void failsWithoutASourceAndGoesOnOnceItIsThere() {
        wayToLate.cut();
        String path = begin(Map.of("source", "late", "batchSize", 5)).header("Location");
        JsonNode failed = awaitEnd(path);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        wayToLate.mend();

        Reply goesOn = begin(Map.of("source", "late"));

        assertThat(goesOn.header("Location")).isEqualTo(path);
        assertThat(goesOn.json().path("status").asString()).isEqualTo("waiting");
        JsonNode ended = awaitEnd(path);
        assertCounts(ended, 12, 12, 0, 0);
        assertThat(ended.path("batchSize").asInt()).isEqualTo(5);
        assertThat(ended.has("failure")).isFalse();
    }

    @Test
    void showsNobodyTheCredentialsOfASource(CapturedOutput log) {
        String path = begin(Map.of("source", "gone")).header("Location");

        JsonNode failed = awaitEnd(path);

        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("failure").asString())
                .startsWith("MongoDB at 127.0.0.1:")
                .doesNotContain(SECRET, "somebody");
        assertThat(shop.get("/actuator/prometheus", shop.admin()).text()).doesNotContain(SECRET);
        assertThat(log).contains("of gone failed").doesNotContain(SECRET);
        assertThat(shop.get("/actuator/configprops", shop.admin()).status()).isEqualTo(404);
    }

    /** A2: no request forgery. */
    @Test
    void connectsToNothingThatAClientNames() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "mongodb://127.0.0.1:" + trap.getLocalPort() + "/shop";
            Reply refused = shop.post("/api/imports", shop.admin(), Map.of("source", address));
            Reply disguised = shop.post("/api/imports", shop.admin(), Map.of("source", "small", "uri", address));

            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("unknown_source");
            assertThat(pointerOf(refused)).isEqualTo("/source");
            assertThat(refused.json().path("detail").asString()).contains("gone, large, late, rehearsed, small");
            assertThat(disguised.status()).isEqualTo(422);
            assertThat(pointerOf(disguised)).isEqualTo("/uri");
            assertThat(books.number("SELECT count(*) FROM imports WHERE source = :source", Map.of("source", address)))
                    .isZero();
            trap.setSoTimeout(300);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(trap::accept);
        }
    }

    @Test
    void endsTheStreamOfAnAdministratorWhoIsOneNoMore() {
        UUID waiting = UUID.randomUUID();
        books.run("""
                INSERT INTO imports (id, source, dry_run, batch_size) VALUES (:id, :source, false, 1)
                """, Map.of("id", waiting, "source", unique("nobody-knows-the-way-to")));
        String login = unique("former");
        Customer former = shop.newCustomer(login);
        books.run("UPDATE users SET roles = '{user,admin}' WHERE id = :id", Map.of("id", former.id()));
        former = shop.signInAgain(former, login);
        try (EventStream stream = shop.follow(former, "/api/imports/" + waiting + "/stream")) {
            assertThat(stream.next().event()).isEqualTo("import.progress");
            assertThat(stream.nextComment().comment()).isEqualTo("heartbeat");

            books.run("""
                    UPDATE users SET token_generation = token_generation + 1, tokens_voided_at = now() WHERE id = :id
                    """, Map.of("id", former.id()));

            stream.awaitEnd();
            assertThat(stream.hasNothingMore()).as("nothing changed meanwhile").isTrue();
        } finally {
            books.run("DELETE FROM imports WHERE id = :id", Map.of("id", waiting));
        }
    }

    /** One node is cut off from PostgreSQL, the next is shut down; neither loses a row or brings one in twice. */
    @Test
    void passesAnImportFromNodeToNode() {
        String path = beginAndHold();
        long before = readBy(shop, path);
        wayToPostgres.cut();
        try (TcpProxy wayOfNext = TcpProxy.beforeMongo();
                Node next = Node.start(withPace(Map.of(
                        "fluxmart.imports.sources.large.uri",
                        large.uri(wayOfNext),
                        "fluxmart.imports.takeover-after",
                        "500ms")))) {
            await("the next node takes over")
                    .atMost(PATIENCE)
                    .pollInterval(LITTLE)
                    .until(() -> readBy(next.shop(), path) > before);
            wayOfNext.hold();
            awaitSignsOfLife(next.books(), path);
            try (EventStream stream = next.shop().follow(shop.admin(), path + "/stream")) {
                assertThat(stream.next().event()).isEqualTo("import.progress");
                next.close();
                assertThat(stream.next(1, "drain")).hasSize(1);
                stream.awaitEnd();
            }
        }
        wayToLarge.mend();
        wayToPostgres.mend();

        JsonNode users = awaitEnd(path).path("steps").path(0);
        assertThat(users.path("read").asLong()).isEqualTo(MANY);
        assertThat(usersOf(large)).isEqualTo(MANY);
        assertThat(cameInFrom("large")).isEqualTo(MANY);
    }

    /** Under way, with something read, and for the time being no more to read. */
    private String beginAndHold() {
        String path = begin(Map.of("source", "large", "batchSize", 1)).header("Location");
        await().atMost(PATIENCE).pollInterval(LITTLE).until(() -> readBy(shop, path) > 0);
        wayToLarge.hold();
        assertThat(shop.get(path, shop.admin()).json().path("status").asString())
                .isEqualTo("running");
        return path;
    }

    /** More of them than there are batches that may still be on their way. */
    private static void awaitSignsOfLife(Books books, String path) {
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        Set<String> seen = new HashSet<>();
        await("signs of life while the source is silent")
                .atMost(PATIENCE)
                .pollInterval(LITTLE)
                .until(() -> {
                    seen.addAll(books.texts("SELECT seen_at::text FROM imports WHERE id = :id", Map.of("id", id)));
                    return seen.size() > 5;
                });
    }

    private Reply begin(Map<String, ?> body) {
        Reply accepted = shop.post("/api/imports", shop.admin(), body);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return accepted;
    }

    private JsonNode awaitEnd(String path) {
        await().atMost(PATIENCE)
                .ignoreExceptions() // a node that was cut off from its store finds the way back
                .until(() -> shop.get(path, shop.admin()).json().has("finishedAt"));
        return shop.get(path, shop.admin()).json();
    }

    private long readBy(Shop shop, String path) {
        return shop.get(path, shop.admin())
                .json()
                .path("steps")
                .path(0)
                .path("read")
                .asLong(0);
    }

    private List<ServerSentEvent<String>> eventsOf(String path) {
        try (EventStream stream = shop.follow(shop.admin(), path + "/stream")) {
            stream.awaitEnd();
            return stream.next(stream.waiting());
        }
    }

    private List<JsonNode> allOf(String list) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = shop.get(list + "?limit=10" + cursor, shop.admin()).json();
            page.path("data").forEach(all::add);
            cursor = page.path("page").path("hasMore").asBoolean()
                    ? "&after=" + page.path("page").path("nextCursor").asString()
                    : null;
        }
        return all;
    }

    private static void assertCounts(JsonNode ended, int read, int migrated, int skipped, int rejected) {
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
        JsonNode users = ended.path("steps").path(0);
        assertThat(users.path("entity").asString()).isEqualTo("users");
        assertThat(List.of("read", "migrated", "skipped", "rejected").stream()
                        .map(count -> users.path(count).asInt()))
                .containsExactly(read, migrated, skipped, rejected);
    }

    private long usersOf(OldUsers source) {
        return books.number(
                "SELECT count(*) FROM users WHERE username LIKE :names",
                Map.of("names", source.name().replace("_", "\\_") + "\\_%"));
    }

    /** By all imports together. */
    private long cameInFrom(String source) {
        return books.number("""
                SELECT sum(s.migrated) FROM import_steps s JOIN imports i ON i.id = s.import_id
                WHERE i.source = :source AND NOT i.dry_run
                """, Map.of("source", source));
    }

    private static String pointerOf(Reply refused) {
        return refused.json().path("errors").path(0).path("pointer").asString();
    }

    private static JsonNode json(ServerSentEvent<String> event) {
        return new JsonMapper().readTree(event.data());
    }
}
