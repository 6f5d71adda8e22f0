package io.fluxmart.imports;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.intakes.TargetIds;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Invariants;
import io.fluxmart.testing.Shop;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One bad row never fails those beside it: whatever a store would refuse is found before it is asked. */
@FluxmartTest
class BadHistoryTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOTHING = "nothing \u0000";
    private static final String HALF = "half a pair \ud83d";

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    OpenImport openImport;

    @Autowired
    RunImport runImport;

    @Autowired
    ListRejects listRejects;

    private final String name = unique("archive");

    @Test
    void bringsInWhatIsGoodBesideWhatNoStoreWouldTake() {
        String sku = shop.newProduct(unique("Relic"), 10, 5_000).path("sku").asString();
        Archive archive = new Archive(Map.of(
                Entity.USERS, List.of(person()),
                Entity.POSTS, amongGoodOnes(post(), badPosts()),
                Entity.ORDERS, amongGoodOnes(order(sku), badOrders(sku))));

        Import rehearsed = run(archive, true);
        Import real = run(archive, false);

        int posts = badPosts().size();
        int orders = badOrders(sku).size();
        assertThat(real.steps())
                .containsExactly(
                        new ImportStep(Entity.USERS, 1L, 1, 1, 0, 0, true),
                        new ImportStep(Entity.POSTS, posts + 2L, posts + 2, 2, 0, posts, true),
                        new ImportStep(Entity.ORDERS, orders + 2L, orders + 2, 2, 0, orders, true))
                .isEqualTo(rehearsed.steps());
        assertThat(listRejects.of(real.id(), 0, 1_000).block(PATIENCE))
                .allSatisfy(reject -> assertThat(reject.reason())
                        .as("found here, and not by the store")
                        .doesNotContain("PostgreSQL"));
        UUID buyer = TargetIds.of(name, Entity.USERS, SourceId.number(1));
        assertThat(Invariants.brokenFor(List.of(buyer), books)).isEmpty();
    }

    private Import run(Archive archive, boolean dryRun) {
        return openImport
                .of(name, dryRun, 100)
                .flatMap(found -> runImport.run(found.id(), Ids.next(), archive))
                .block(PATIENCE);
    }

    private Map<String, Object> person() {
        String username = name.replace('-', '_');
        return Map.of("username", username, "email", username + "@example.org", "firstName", "Ada");
    }

    private static List<Map<String, Object>> amongGoodOnes(Map<String, Object> good, List<Map<String, Object>> bad) {
        return Stream.of(Stream.of(good), bad.stream(), Stream.of(good))
                .flatMap(rows -> rows)
                .toList();
    }

    /** With fields whose names mean something to MongoDB, and of which none is ours. */
    private static Map<String, Object> post() {
        return Map.of(
                "userId", 1L,
                "title", "A title",
                "content", "Content",
                "$where", "1",
                "comments.0.text", "Hi",
                "_id", Map.of("$ne", 1L));
    }

    private static List<Map<String, Object>> badPosts() {
        return List.of(
                Map.of(),
                but(post(), "title", NOTHING),
                but(post(), "title", "x".repeat(1_000_000)),
                but(post(), "content", HALF),
                but(post(), "content", "x".repeat(17_000_000)),
                but(post(), "createdAt", Instant.MIN),
                but(post(), "updatedAt", Instant.MAX),
                but(post(), "userId", NOTHING),
                but(post(), "userId", HALF),
                but(post(), "tags", Collections.nCopies(100_000, Map.of("$ne", 1L))),
                but(post(), "comments", Collections.nCopies(100_000, Map.of())),
                but(post(), "comments", List.of(Map.of("userId", 1L, "text", HALF))));
    }

    private static Map<String, Object> order(String sku) {
        return Map.of(
                "userId",
                1L,
                "status",
                "delivered",
                "createdAt",
                Instant.parse("2005-05-04T10:00:00.123456789Z"),
                "items",
                List.of(line(sku, 1L, new BigDecimal("5.00"))));
    }

    private static List<Map<String, Object>> badOrders(String sku) {
        return List.of(
                Map.of(),
                but(order(sku), "userId", NOTHING),
                but(order(sku), "userId", HALF),
                but(order(sku), "userId", 2L),
                but(order(sku), "createdAt", Instant.MIN),
                but(order(sku), "createdAt", Instant.MAX),
                but(order(sku), "createdAt", Instant.parse("-4713-01-01T00:00:00Z")),
                but(order(sku), "currency", NOTHING),
                but(order(sku), "items", List.of(line(NOTHING, 1L, 5L))),
                but(order(sku), "items", List.of(line(HALF, 1L, 5L))),
                but(order(sku), "items", List.of(line("x".repeat(1_000_000), 1L, 5L))),
                but(order(sku), "items", List.of(line(sku, Long.MAX_VALUE, 5L))),
                but(order(sku), "items", List.of(line(sku, 1L, new BigDecimal("1E+2000000000")))),
                but(order(sku), "items", List.of(line(sku, 1L, Long.MAX_VALUE))),
                but(order(sku), "items", List.of(but(line(sku, 1L, 5L), "name", HALF))),
                // more than any wallet can hold on its way to the shop
                but(order(sku), "items", Collections.nCopies(100, line(sku, 10_000L, new BigDecimal("99999999.99")))));
    }

    private static Map<String, Object> line(String sku, Object quantity, Object price) {
        return Map.of("sku", sku, "quantity", quantity, "price", price);
    }

    private static Map<String, Object> but(Map<String, Object> row, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(row);
        changed.put(field, value);
        return changed;
    }
}
