package io.fluxmart.users;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PATCH;

import io.fluxmart.paging.Cursor;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class UserListTests {

    /** Gone with the transaction. */
    private static final String CROWD = """
            INSERT INTO users (id, username, email, password_hash, first_name, last_name)
            SELECT gen_random_uuid(), 'crowd' || n, n || '@crowd.example', 'none', md5(n::text), md5('x' || n)
            FROM generate_series(1, 20000) AS n
            """;

    @Autowired
    Shop shop;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    Books books;

    /** R17. */
    @Test
    void pagesByNumberAndCounts() {
        String group = unique("numbered");
        List<Customer> all = group(group, 5);

        JsonNode second = list("q=" + group + "&page=2&limit=2&sortBy=username&sortOrder=asc");
        JsonNode beyond = list("q=" + group + "&page=9&limit=2");

        assertThat(idsIn(second)).containsExactly(all.get(2).id(), all.get(3).id());
        assertThat(second.path("pagination").toString()).isEqualTo("{\"page\":2,\"limit\":2,\"total\":5,\"pages\":3}");
        assertThat(beyond.path("data")).isEmpty();
        assertThat(beyond.path("pagination").path("total").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "createdAt, asc",
        "createdAt, desc",
        "lastLogin, asc",
        "lastLogin, desc",
        "username, asc",
        "username, desc",
        "email, asc",
        "email, desc"
    })
    void continuesByCursorInEveryOrder(String sortBy, String sortOrder) {
        String group = unique("Group");
        List<UUID> all =
                new ArrayList<>(group(group, 5).stream().map(Customer::id).toList());
        books.run("UPDATE users SET last_login_at = NULL WHERE id = :id", Map.of("id", all.get(0)));
        if (sortOrder.equals("desc")) {
            Collections.reverse(all);
        }
        String query = "q=" + group + "&limit=2&sortBy=" + sortBy + "&sortOrder=" + sortOrder;

        List<UUID> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = list(query + after);
            seen.addAll(idsIn(page));
            after = "&after=" + page.path("page").path("nextCursor").asString("");
        } while (!after.equals("&after="));

        assertThat(seen).isEqualTo(all);
    }

    /** R18 and T9: % and _ are letters like any other. */
    @Test
    void searchesLiterallyInAllNames() {
        String username = unique("find");
        Customer wanted = shop.newCustomer(username);
        String tag = shop.get("/api/users/me", wanted).header("ETag");
        shop.send(PATCH, "/api/users/me", wanted, Map.of("lastName", "100%_Sure" + username), "If-Match", tag);

        assertThat(idsIn(list("q=" + username.toUpperCase()))).containsExactly(wanted.id());
        assertThat(idsIn(list("q=" + username + "%40EXAMPLE"))).containsExactly(wanted.id());
        assertThat(idsIn(list("q=0%25_sure" + username))).containsExactly(wanted.id());
        assertThat(idsIn(list("q=0%25%25sure" + username))).isEmpty();
        assertThat(idsIn(list("q=___________" + username))).isEmpty();
    }

    /** R89: the search is answered from an index, however many users there are. */
    @Test
    void searchesThroughAnIndex() {
        UserQuery query = new UserQuery(
                Optional.of("cleopatra"),
                Optional.empty(),
                Optional.empty(),
                new UserOrder(UserSort.CREATED_AT, true),
                10,
                Optional.of(1),
                Optional.empty());

        List<String> plan = transaction
                .execute(crowd -> {
                    crowd.setRollbackOnly();
                    return run(CROWD)
                            .then(run("SELECT gin_clean_pending_list('users_search_idx')"))
                            .then(run("ANALYZE users"))
                            .thenMany(database.sql("EXPLAIN " + new UserListing(query).totalSql())
                                    .bind("pattern", "%cleopatra%")
                                    .map(row -> row.get(0, String.class))
                                    .all());
                })
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(String.join("\n", plan)).contains("users_search_idx").doesNotContain("Seq Scan");
    }

    private Mono<Void> run(String sql) {
        return database.sql(sql).then();
    }

    @Test
    void filtersByStatusAndByLastLogin() {
        String group = unique("filter");
        List<Customer> all = group(group, 3);
        edit(all.get(0), "{\"status\":\"inactive\"}");
        books.run(
                "UPDATE users SET last_login_at = now() - interval '40 days' WHERE id = :id",
                Map.of("id", all.get(1).id()));

        assertThat(idsIn(list("q=" + group + "&status=inactive")))
                .containsExactly(all.get(0).id());
        assertThat(idsIn(list("q=" + group + "&status=active&activeDays=30")))
                .containsExactly(all.get(2).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sortBy=password_hash",
                "sortBy=createdAt;drop",
                "sortBy=",
                "sortOrder=up",
                "status=deleted",
                "page=0",
                "page=1001",
                "page=x",
                "limit=0",
                "limit=101",
                "after=none",
                "activeDays=0",
                "page=1&after=x"
            })
    void refusesWhatIsNotOnTheList(String query) {
        Reply refused = shop.get("/api/users?" + query, shop.admin());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    }

    /** What PostgreSQL cannot hold must not reach it. */
    @ParameterizedTest
    @CsvSource({
        "username, a\0b",
        "email, a\0b",
        "createdAt, +999999999-12-31T23:59:59Z",
        "createdAt, -0001-01-01T00:00:00Z",
        "lastLogin, yesterday"
    })
    void refusesACursorThatItNeverHandedOut(String sortBy, String key) {
        String cursor = Cursor.of(sortBy, "desc", key, UUID.randomUUID()).encoded();

        Reply refused = shop.get("/api/users?sortBy=" + sortBy + "&after=" + cursor, shop.admin());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_cursor");
    }

    private List<Customer> group(String name, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> shop.newCustomer(name + i))
                .toList();
    }

    private Reply edit(Customer whom, String body) {
        String path = "/api/users/" + whom.id();
        String tag = shop.get(path, shop.admin()).header("ETag");
        return shop.send(PATCH, path, shop.admin(), body, "If-Match", tag);
    }

    private JsonNode list(String query) {
        Reply reply = shop.get("/api/users?" + query, shop.admin());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<UUID> idsIn(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(user -> UUID.fromString(user.path("id").asString()))
                .toList();
    }
}
