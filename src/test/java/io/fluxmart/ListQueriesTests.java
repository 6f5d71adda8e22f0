package io.fluxmart;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** T8 and R90: a list costs the same number of statements, however long it is. */
@FluxmartTest
class ListQueriesTests {

    private static final int MANY = 12;

    /** What the node does by itself meanwhile. */
    private static final String[] BACKGROUND = {
        "outbox",
        "pg_advisory_xact_lock",
        "tokens_voided_at >",
        "WHERE seq > ",
        "min(seq)",
        "event_log_head",
        "set_config"
    };

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Recorder statements;

    @ParameterizedTest
    @CsvSource({
        "/api/products?, 1",
        "/api/products?q=a&sort=price&, 1",
        "/api/orders?, 1",
        "/api/wallet/entries?, 1",
        "/api/notifications?, 1",
        "/api/users?, 1",
        "/api/users?page=1&q=e&, 2",
        "/api/reports/customers?, 1"
    })
    void costsTheSameForOneAndForMany(String list, int expected) {
        Customer admin = shop.admin();
        buySomething(admin);

        assertThat(statementsFor(list + "limit=1", admin, 1)).isEqualTo(expected);
        assertThat(statementsFor(list + "limit=" + MANY, admin, MANY)).isEqualTo(expected);
    }

    /** {@code PostListTests} counts the commands to MongoDB. */
    @ParameterizedTest
    @CsvSource({
        "/api/posts?, 1",
        "/api/posts?page=1&, 1",
        "/api/posts/mine?, 1",
        "/api/posts/search?, 1",
        "/api/posts/search?author=admin&, 2"
    })
    void costsTheSameForOnePostAndForMany(String list, int expected) {
        Customer admin = shop.admin();
        writeSomething(admin);

        assertThat(statementsFor(list + "limit=1", admin, 1)).isEqualTo(expected);
        assertThat(statementsFor(list + "limit=" + MANY, admin, MANY)).isEqualTo(expected);
    }

    /** Nobody here writes any, and these are of no event. */
    @Test
    void costsTheSameForOneMailAndForMany() {
        long first = 1_000_000_000_000_000L;
        books.run("""
                INSERT INTO mails (event_seq, user_id, kind, order_id)
                SELECT seq, gen_random_uuid(), 'order.placed', gen_random_uuid()
                FROM generate_series(:first, :first + :many) AS g (seq)
                ON CONFLICT DO NOTHING
                """, Map.of("first", first, "many", (long) MANY));
        String list = "/api/mails?after=" + (first - 1) + "&limit=";

        assertThat(statementsFor(list + 1, shop.admin(), 1)).isEqualTo(1);
        assertThat(statementsFor(list + MANY, shop.admin(), MANY)).isEqualTo(1);
    }

    @Test
    void costsTheSameForOneImportAndForMany() {
        UUID last = UUID.randomUUID();
        String source = unique("imported");
        books.run("""
                INSERT INTO imports (id, source, dry_run, batch_size, status)
                SELECT CASE place WHEN 0 THEN :last ELSE gen_random_uuid() END, :source, false, 100, 'completed'
                FROM generate_series(0, :many) AS g (place)
                """, Map.of("last", last, "source", source, "many", MANY));
        books.run("""
                INSERT INTO import_steps (import_id, entity)
                SELECT id, entity FROM imports, unnest(ARRAY['users', 'posts', 'orders']) AS e (entity)
                WHERE source = :source
                """, Map.of("source", source));
        books.run("""
                INSERT INTO import_rejects (import_id, entity, row_id, field, reason)
                SELECT :last, 'users', '1', 'email', 'is none' FROM generate_series(0, :many)
                """, Map.of("last", last, "many", MANY));
        String rejects = "/api/imports/" + last + "/rejects?limit=";

        assertThat(statementsFor("/api/imports?limit=1", shop.admin(), 1)).isEqualTo(1);
        assertThat(statementsFor("/api/imports?limit=" + MANY, shop.admin(), MANY))
                .isEqualTo(1);
        assertThat(statementsFor("/api/imports/" + last, shop.admin())).isEqualTo(1);
        assertThat(statementsFor(rejects + 1, shop.admin(), 1)).isEqualTo(2);
        assertThat(statementsFor(rejects + MANY, shop.admin(), MANY)).isEqualTo(2);
    }

    /** One order with all its lines, and the cart, are no different. */
    @Test
    void costsTheSameForOneLineAndForMany() {
        Customer buyer = shop.newCustomer();
        long[] products =
                IntStream.range(0, MANY).mapToLong(i -> shop.newProduct(100)).toArray();
        String small = shop.placed(buyer, products[0], 1);
        String large = shop.order(
                        buyer,
                        unique("key"),
                        lines(IntStream.range(0, MANY)
                                .mapToObj(i -> line(products[i], 1))
                                .toArray(String[]::new)))
                .header("Location");

        assertThat(statementsFor(small, buyer)).isEqualTo(1);
        assertThat(statementsFor(large, buyer)).isEqualTo(1);
        assertThat(statementsFor(large + "/steps", buyer)).isEqualTo(2);
        for (long product : products) {
            assertThat(shop.send(HttpMethod.PUT, "/api/cart/items/" + product, buyer, "{\"quantity\":1}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(statementsFor("/api/cart", buyer)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/posts/stats?limit=1",
                "/api/posts/stats?limit=20",
                "/api/orders/stats?days=1",
                "/api/orders/stats?days=366",
                "/api/reports/sales?from=2026-01-01&to=2026-01-02",
                "/api/reports/sales?from=2020-01-01&to=2030-01-01"
            })
    void costsOneStatementWhateverItCovers(String report) {
        writeSomething(shop.admin());

        assertThat(statementsFor(report, shop.admin())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/categories", "/api/products/1", "/api/users/me"})
    void costsOneStatementAtMostWhereACacheMayAnswer(String path) {
        assertThat(statementsFor(path, shop.admin())).isLessThanOrEqualTo(1);
    }

    private int statementsFor(String path, Customer who, int rows) {
        statements.clear();
        Reply reply = shop.get(path, who);
        int count = statements.runsWithout(BACKGROUND);
        assertThat(reply.json().path("data")).as(reply.text()).hasSize(rows);
        return count;
    }

    private int statementsFor(String path, Customer who) {
        statements.clear();
        assertThat(shop.get(path, who).status()).isEqualTo(200);
        return statements.runsWithout(BACKGROUND);
    }

    private void buySomething(Customer buyer) {
        long product = shop.newProduct(1_000);
        for (int i = 0; i < MANY; i++) {
            shop.register(unique("u"));
            shop.deposit(buyer, 1);
            shop.send(
                    HttpMethod.POST,
                    "/api/orders",
                    buyer,
                    "{\"items\":" + lines(line(product, 1)) + "}",
                    "Idempotency-Key",
                    unique("key"));
        }
    }

    private void writeSomething(Customer author) {
        int present = shop.get("/api/posts/search?author=admin&tags=one-of-many", author)
                .json()
                .path("data")
                .size();
        for (int i = present; i < MANY; i++) {
            Reply written = shop.post(
                    "/api/posts",
                    author,
                    Map.of("title", "One", "content", "Words", "published", true, "tags", List.of("one-of-many")));
            shop.post(written.header("Location") + "/comments", author, Map.of("text", "Right"));
        }
    }
}
