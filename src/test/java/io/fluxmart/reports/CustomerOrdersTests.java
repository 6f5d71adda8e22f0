package io.fluxmart.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomerOrdersTests extends InThePast {

    @Test
    void countsOrdersOfEveryStatusAndNamesTheLast() {
        UUID buyer = UUID.randomUUID();
        past.insertUser(buyer, "past.buyer");
        long product = past.newProduct("past-things");
        past.insert(buyer, "cancelled", "2002-01-03T10:00:00.123456Z", new PastOrder.Line(product, 1, 1));
        past.insert(buyer, "delivered", "2002-01-01T10:00:00Z", new PastOrder.Line(product, 2, 1));
        past.insert(buyer, "pending", "2002-01-02T10:00:00Z", new PastOrder.Line(product, 3, 1));

        assertThat(lineOf(buyer)).isEqualTo(new JsonMapper().readTree("""
                {"userId": "%s", "username": "past.buyer", "email": "past.buyer@past.example",
                 "orders": 3, "lastOrderAt": "2002-01-03T10:00:00.123456Z"}
                """.formatted(buyer)));
    }

    @Test
    void listsCustomersWithoutOrdersToo() {
        Customer customer = shop.newCustomer();

        JsonNode line = lineOf(customer.id());

        assertThat(line.path("orders").asLong(-1)).isZero();
        assertThat(line.has("lastOrderAt")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100})
    void pagesThroughAllOpenAccountsWithoutRepeatingOrSkipping(int limit) {
        for (int i = 0; i < 15; i++) {
            past.newUser();
        }
        books.run("UPDATE users SET deleted_at = now() WHERE id = :id", Map.of("id", past.newUser()));

        List<String> seen = allLines(limit).stream()
                .map(line -> line.path("userId").asString())
                .toList();

        assertThat(seen)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(
                        books.texts("SELECT id::text FROM users WHERE deleted_at IS NULL ORDER BY id", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void asksTheDatabaseOnceHoweverLongThePage(int limit) {
        UUID buyer = past.newUser();
        past.insert(buyer, "pending", "2002-01-01T00:00:00Z", new PastOrder.Line(past.newProduct("past-things"), 1, 1));
        shop.admin();
        statements.clear();

        shop.get("/api/reports/customers?limit=" + limit, shop.admin());

        assertThat(statements.runsOf("username")).isEqualTo(1);
        assertThat(statements.runsOf("orders")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "after=!!!", "after=bm9uZQ", "after="})
    void refusesAPageThatIsNone(String query) {
        assertThat(shop.get("/api/reports/customers?" + query, shop.admin()).status())
                .isEqualTo(400);
    }

    private JsonNode lineOf(UUID userId) {
        return allLines(100).stream()
                .filter(line -> line.path("userId").asString().equals(userId.toString()))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> allLines(int limit) {
        List<JsonNode> lines = new ArrayList<>();
        String after = "";
        do {
            Reply reply = shop.get("/api/reports/customers?limit=" + limit + after, shop.admin());
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            reply.json().path("data").forEach(lines::add);
            after = "&after=" + reply.json().path("page").path("nextCursor").asString("");
        } while (!after.equals("&after="));
        return lines;
    }
}
