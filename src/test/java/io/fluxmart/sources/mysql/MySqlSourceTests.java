package io.fluxmart.sources.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxmart.backends.FreePort;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceAway;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.sources.SourceUnreadable;
import io.fluxmart.sources.mysql.MariaDbServer.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** Against a real MariaDB. */
@Tag("imports")
class MySqlSourceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database store = MariaDbServer.shared().database("store");
    private MySqlSource source;

    @BeforeEach
    void opens() {
        source = MySqlSource.at(store.url());
    }

    @AfterEach
    void closes() {
        source.close().block(PATIENCE);
    }

    @Test
    void saysWhatThereIs() {
        store.execute("CREATE TABLE users (id int PRIMARY KEY)", "CREATE TABLE orders (id int PRIMARY KEY)");

        assertThat(source.entities().block(PATIENCE)).isEqualTo(Set.of(Entity.USERS, Entity.ORDERS));
        assertThat(source.count(Entity.USERS).block(PATIENCE)).isZero();
    }

    @Test
    void readsWholeNumbersAndTruthValues() {
        reads(
                new Written("tinyint(1)", "1", true),
                new Written("tinyint(1)", "0", false),
                new Written("tinyint(1)", "7", 7L),
                new Written("bit(1)", "1", true),
                new Written("bit(8)", "200", 200L),
                new Written("tinyint", "-128", -128L),
                new Written("smallint unsigned", "65535", 65_535L),
                new Written("mediumint", "-8388608", -8_388_608L),
                new Written("mediumint unsigned", "16777215", 16_777_215L),
                new Written("int unsigned", "4294967295", 4_294_967_295L),
                new Written("bigint", "-9223372036854775808", Long.MIN_VALUE),
                new Written("bigint unsigned", "42", 42L),
                new Written("year", "1984", 1984L));
    }

    @Test
    void readsNumbersAsTheyAreWritten() {
        reads(
                new Written("bigint unsigned", "18446744073709551615", new BigDecimal("18446744073709551615")),
                new Written("decimal(10,2)", "19.90", new BigDecimal("19.90")),
                new Written("decimal(65,30)", "0.000000000000000000000000000001", new BigDecimal("1E-30")),
                new Written("float", "0.1", new BigDecimal("0.1")),
                new Written("double", "19.99", new BigDecimal("19.99")),
                new Written("double", "-1e300", new BigDecimal("-1.0E+300")));
    }

    @Test
    void readsTimesAsUtc() {
        reads(
                new Written("datetime", "'2020-02-29 23:59:59'", Instant.parse("2020-02-29T23:59:59Z")),
                new Written(
                        "datetime(6)", "'1905-01-01 00:00:00.000001'", Instant.parse("1905-01-01T00:00:00.000001Z")),
                new Written("datetime", "'9999-12-31 23:59:59'", Instant.parse("9999-12-31T23:59:59Z")),
                new Written("date", "'1969-07-20'", Instant.parse("1969-07-20T00:00:00Z")),
                new Written("timestamp(3)", "'2020-06-01 12:00:00.250'", Instant.parse("2020-06-01T12:00:00.250Z")));
    }

    @Test
    void readsTimestampsInUtcWhereverTheServerIs() {
        store.execute("SET GLOBAL time_zone = '+09:00'");
        try {
            reads(new Written("timestamp", "from_unixtime(1591012800)", Instant.ofEpochSecond(1_591_012_800)));
        } finally {
            store.execute("SET GLOBAL time_zone = 'SYSTEM'");
        }
    }

    @Test
    void readsDatesOfZerosAsNothing() {
        reads(
                new Written("datetime", "'0000-00-00 00:00:00'", null),
                new Written("datetime(6)", "'0000-00-00 00:00:00'", null),
                new Written("date", "'0000-00-00'", null),
                new Written("timestamp", "'0000-00-00 00:00:00'", null),
                new Written("date", "'2020-00-15'", "2020-00-15"));
    }

    @Test
    void readsTexts() {
        reads(
                new Written("varchar(50)", "'Zoë 😀 𝒳'", "Zoë 😀 𝒳"),
                new Written("varchar(50) CHARACTER SET latin1", "'Zoë'", "Zoë"),
                new Written("char(5)", "'ab'", "ab"),
                new Written("mediumtext", "'42'", "42"),
                new Written("longtext", "'[1]'", "[1]"),
                new Written("varchar(50)", "'[1]'", "[1]"),
                new Written("enum('active','inactive')", "'inactive'", "inactive"),
                new Written("set('a','b','c')", "'c,a'", "a,c"),
                new Written("time(3)", "'-838:59:59'", "-838:59:59.000"),
                new Written("inet6", "'::1'", "::1"));
    }

    @Test
    void readsJson() {
        reads(
                new Written(
                        "json", "'{\"a\": [1, 0.10, \"😀\"]}'", Map.of("a", List.of(1L, new BigDecimal("0.10"), "😀"))),
                new Written("json", "'[]'", List.of()));
    }

    @Test
    void readsUuids() {
        SourceId id = new SourceId("uuid", "0190b6a0-0000-7000-8000-0000000000ff");

        reads(
                new Written("binary(16)", "unhex('0190b6a00000700080000000000000ff')", id),
                new Written("uuid", "'0190B6A0-0000-7000-8000-0000000000FF'", id));
    }

    @Test
    void readsNulls() {
        reads(Stream.of(
                        "varchar(10)",
                        "int",
                        "datetime",
                        "json",
                        "binary(16)",
                        "uuid",
                        "bit(1)",
                        "decimal(10,2)",
                        "float")
                .map(type -> new Written(type, "NULL", null))
                .toArray(Written[]::new));
    }

    @Test
    void leavesOutPicturesAndPlaces() {
        store.execute("CREATE TABLE users (id int PRIMARY KEY, a blob, b longblob, c varbinary(20), d point)");
        store.execute("INSERT INTO users (id) VALUES (1)");

        assertThat(page(Entity.USERS).get(0).values()).containsOnlyKeys("id");
    }

    @Test
    void readsNamesThatNeedQuotes() {
        store.execute(
                "CREATE TABLE users (ID int PRIMARY KEY, `first name` text, `order` text, `a:b` text, `a?` text)");
        store.execute("INSERT INTO users VALUES (1, 'Ann', 'x', 'y', 'z')");

        assertThat(page(Entity.USERS).get(0).values())
                .containsOnly(Map.entry("ID", 1L), Map.entry("first name", "Ann"), Map.entry("order", "x"));
    }

    @Test
    void readsATextThatTakesSeveralPackets() {
        String bio = "😀".repeat(5_000_000);
        store.execute("CREATE TABLE users (id int PRIMARY KEY, bio longtext)");
        store.execute("INSERT INTO users VALUES (1, repeat('😀', 5000000)), (2, 'next')");

        assertThat(page(Entity.USERS))
                .extracting(row -> row.values().get("bio"))
                .containsExactly(bio, "next");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int                                     | cast(seq as signed) * 3 - 20",
                "bigint                                  | cast(seq as signed) * 200000000000000000 - 4500000000000000000",
                "bigint unsigned                         | seq * 400000000000000000",
                "varchar(40)                             | concat(char(97 + seq % 26), if(seq % 2, 'Ä', 'a'), seq)",
                "varchar(40) COLLATE utf8mb4_bin         | concat(char(65 + seq % 50), if(seq % 2, 'Ä', 'a'), seq)",
                "varchar(40) CHARACTER SET latin1        | concat(char(65 + seq % 50), if(seq % 2, 'Ä', 'a'), seq)",
                "char(36) COLLATE ascii_general_ci       | upper(uuid())",
                "binary(16)                              | unhex(md5(seq))",
                "uuid                                    | uuid()"
            })
    void pagesByAnyKindOfId(String type, String ids) {
        store.execute("CREATE TABLE users (id " + type + " PRIMARY KEY, n int)");
        store.execute("INSERT INTO users SELECT " + ids + ", seq FROM seq_1_to_45");

        List<SourceRow> rows = all(Entity.USERS, 7);

        assertThat(rows).extracting(row -> row.values().get("n")).hasSize(45).doesNotHaveDuplicates();
        assertThat(rows).extracting(SourceRow::id).doesNotHaveDuplicates();
        assertThat(rows)
                .extracting(row -> row.values().get("n"))
                .isEqualTo(store.query("SELECT n FROM users ORDER BY id").stream()
                        .map(row -> ((Number) row.get("n")).longValue())
                        .toList());
    }

    @Test
    void readsRowsOnceThoughOthersComeAndGo() {
        store.execute("CREATE TABLE users (id int PRIMARY KEY, name text)");
        store.execute("INSERT INTO users SELECT seq * 10, 'was there' FROM seq_1_to_20");

        List<SourceRow> first = page(Entity.USERS, Optional.empty(), 10);
        store.execute("INSERT INTO users VALUES (5, 'too late'), (105, 'in time')", "DELETE FROM users WHERE id = 100");
        List<SourceRow> rest = page(Entity.USERS, Optional.of(last(first)), 50);

        assertThat(ids(first)).containsExactly(ids(10, 20, 30, 40, 50, 60, 70, 80, 90, 100));
        assertThat(ids(rest)).containsExactly(ids(105, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int", "bigint unsigned", "varchar(40)", "char(36) COLLATE utf8mb4_bin", "binary(16)", "uuid"})
    void pagesOutOfAnIndex(String type) {
        store.execute("CREATE TABLE users (id " + type + " PRIMARY KEY, name text)");
        store.execute("INSERT INTO users SELECT "
                + (type.equals("uuid")
                        ? "uuid()"
                        : type.equals("binary(16)") ? "unhex(lpad(hex(seq), 32, '0'))" : "seq")
                + ", 'x' FROM seq_1_to_2000");
        SourceId after = page(Entity.USERS, Optional.empty(), 1_000).get(999).id();

        Map<String, Object> plan = explain(
                        MySqlPages.sql(new MySqlKeyset(known().of(Entity.USERS), Optional.of(after))), after)
                .get(0);

        assertThat(plan).containsEntry("key", "PRIMARY").containsEntry("type", "range");
        assertThat(String.valueOf(plan.get("Extra"))).doesNotContain("filesort").doesNotContain("temporary");
    }

    /** A server keeps no more than some thousands of them (max_prepared_stmt_count). */
    @Test
    void leavesNoStatementPreparedForEachPage() {
        store.execute("CREATE TABLE users (id int PRIMARY KEY)", "INSERT INTO users SELECT seq FROM seq_1_to_100");
        long before = status("Prepared_stmt_count");

        all(Entity.USERS, 1);

        assertThat(status("Prepared_stmt_count") - before).isLessThan(10);
    }

    @Test
    void readsViewsForTablesThatLookDifferent() {
        store.execute(
                "CREATE TABLE members (member_no int PRIMARY KEY, mail varchar(100), born date)",
                "INSERT INTO members VALUES (1, 'ann@example.org', '1960-05-01'), (2, 'bob@example.org', NULL)",
                "CREATE VIEW users AS SELECT member_no AS id, mail AS email, born AS created_at FROM members");

        assertThat(all(Entity.USERS, 1))
                .extracting(SourceRow::values)
                .containsExactly(
                        Map.of(
                                "id",
                                1L,
                                "email",
                                "ann@example.org",
                                "created_at",
                                Instant.parse("1960-05-01T00:00:00Z")),
                        mapWithNull("id", 2L, "email", "bob@example.org", "created_at"));
    }

    @Test
    void readsOrdersWithTheirItemsByOneStatementForAPage() {
        plantOrders();
        page(Entity.ORDERS);
        long before = statements();

        List<SourceRow> orders = all(Entity.ORDERS, 10);

        assertThat(statements() - before).isEqualTo(4); // pages of 10, 10, 5 and none
        assertThat(ids(orders)).containsExactly(ids(IntStream.rangeClosed(1, 25).toArray()));
        assertThat(orders)
                .allSatisfy(order -> assertThat(items(order))
                        .hasSize(((Long) order.values().get("id")).intValue() % 4)
                        .extracting(item -> item.get("quantity"))
                        .isSorted());
        assertThat(items(orders.get(1)).get(0))
                .containsEntry("sku", "P1")
                .containsEntry("name", "Thing 1")
                .containsEntry("unit_price", new BigDecimal("19.90"))
                .containsEntry("product_id", 1L)
                .containsEntry("quantity", 1L);
        assertThat(orders.get(0).values()).containsEntry("user_id", 7L).containsEntry("status", "shipped");
    }

    @Test
    void pagesOrdersOutOfAnIndex() {
        plantOrders();
        MySqlTables known = known();
        MySqlOrderPages pages = new MySqlOrderPages(
                store.client(),
                known.of(Entity.ORDERS),
                known.find("order_items").orElseThrow(),
                known.find("products"));
        SourceId after = SourceId.number(5);

        List<Map<String, Object>> plan =
                explain(pages.sql(new MySqlKeyset(known.of(Entity.ORDERS), Optional.of(after))), after);

        assertThat(plan)
                .filteredOn(step -> "t".equals(step.get("table")))
                .singleElement()
                .satisfies(
                        step -> assertThat(step).containsEntry("key", "PRIMARY").containsEntry("type", "range"))
                .satisfies(step -> assertThat(String.valueOf(step.get("Extra"))).doesNotContain("filesort"));
        assertThat(plan)
                .filteredOn(step -> "i".equals(step.get("table")))
                .singleElement()
                .satisfies(step -> assertThat(step).containsEntry("key", "of_order"));
    }

    @Test
    void readsOrdersThatHaveTheirItemsInAColumn() {
        store.execute(
                "CREATE TABLE users (id int PRIMARY KEY)",
                "CREATE TABLE orders (id int PRIMARY KEY, items json)",
                "INSERT INTO orders VALUES (1, '[{\"sku\": \"A\", \"quantity\": 2}]')");

        assertThat(items(page(Entity.ORDERS).get(0))).containsExactly(Map.of("sku", "A", "quantity", 2L));
    }

    @Test
    void readsPostsWithTheirTagsAndCommentsByThreeStatementsForAPage() {
        store.execute(
                "CREATE TABLE users (id int PRIMARY KEY)",
                "CREATE TABLE posts (id int PRIMARY KEY, author_id int, title text)",
                "CREATE TABLE tags (id int PRIMARY KEY, name varchar(50))",
                "CREATE TABLE post_tags (post_id int, tag_id int, PRIMARY KEY (post_id, tag_id))",
                "CREATE TABLE comments (id int PRIMARY KEY, post_id int, author text, content text, KEY (post_id))",
                "INSERT INTO posts SELECT seq, 1, concat('Post ', seq) FROM seq_1_to_25",
                "INSERT INTO tags VALUES (1, 'reactive'), (2, 'java')",
                "INSERT INTO post_tags SELECT seq, 1 FROM seq_1_to_25",
                "INSERT INTO post_tags VALUES (11, 2)",
                "INSERT INTO comments SELECT seq, ceil(seq / 2), 'ann', concat('Nr. ', seq) FROM seq_1_to_48");
        page(Entity.POSTS);
        long before = statements();

        List<SourceRow> posts = all(Entity.POSTS, 10);

        assertThat(statements() - before).isEqualTo(3 * 3 + 1); // pages of 10, 10, 5 and none
        assertThat(posts).hasSize(25);
        assertThat(posts.get(10).values()).containsEntry("tags", List.of("java", "reactive"));
        assertThat(posts.get(10).values().get("comments"))
                .isEqualTo(List.of(
                        Map.of("id", 21L, "post_id", 11L, "author", "ann", "content", "Nr. 21"),
                        Map.of("id", 22L, "post_id", 11L, "author", "ann", "content", "Nr. 22")));
        assertThat(posts.get(24).values()).containsEntry("comments", List.of());
    }

    @Test
    void readsPostsWithoutTablesForTheirParts() {
        store.execute(
                "CREATE TABLE users (id int PRIMARY KEY)",
                "CREATE TABLE posts (id int PRIMARY KEY, tags varchar(100))",
                "INSERT INTO posts VALUES (1, 'a,b')");

        assertThat(page(Entity.POSTS).get(0).values()).containsOnly(Map.entry("id", 1L), Map.entry("tags", "a,b"));
    }

    @Test
    void needsATableOfUsers() {
        store.execute("CREATE TABLE customers (id int PRIMARY KEY)");

        refuses(() -> source.entities().block(PATIENCE), "There is no table users");
    }

    @Test
    void readsWhatIsThereOnceItIs() {
        refuses(() -> source.entities().block(PATIENCE), "There is no table users");
        store.execute("CREATE TABLE users (id int PRIMARY KEY)");

        assertThat(source.entities().block(PATIENCE)).isEqualTo(Set.of(Entity.USERS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no int                        | The table users has no column id",
                "id blob                       | The table users has no column id",
                "id binary(12)                 | The table users has no column id",
                "id datetime                   | The column id of users is no integer"
            })
    void needsAnIdToPageBy(String column, String reason) {
        store.execute("CREATE TABLE users (" + column + ", name text)");

        refuses(() -> page(Entity.USERS), reason);
    }

    @Test
    void needsAnIdInEachRow() {
        store.execute("CREATE TABLE users (id int NULL)", "INSERT INTO users VALUES (NULL), (1)");

        refuses(() -> page(Entity.USERS), "has a row without an id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://shop:s3cret@127.0.0.1:%d/store          | does not accept this user and password",
                "mysql://nobody7:s3cret@127.0.0.1:%d/store       | does not accept this user and password",
                "mysql://shop:p%%40ss%%2Fw%%3Ard@127.0.0.1:%d/nix | has no such database",
                "mysql://shop:s3cret@no.such.host.invalid:%d/store | There is no host no.such.host.invalid",
                "mysql://shop:p%%40ss%%2Fw%%3Ard@127.0.0.1:%d/store?sslMode=VERIFY_CA | does not agree on TLS"
            })
    void saysWhyItCannotGetIn(String url, String reason) {
        MySqlSource closed = MySqlSource.at(url.formatted(store.port()));

        refuses(() -> closed.entities().block(PATIENCE), reason);

        closed.close().block(PATIENCE);
    }

    @Test
    void saysThatNobodyAnswersWithoutGivingUpForGood() {
        int nobodyIsThere = FreePort.find();
        MySqlSource away = MySqlSource.at("mysql://shop:s3cret@127.0.0.1:" + nobodyIsThere + "/store");

        assertThatThrownBy(() -> away.entities().block(PATIENCE))
                .isInstanceOf(SourceAway.class)
                .hasMessage("mysql://127.0.0.1:" + nobodyIsThere
                        + "/store does not answer, or not as it should: ConnectException.");

        away.close().block(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslMode=REQUIRED", "sslMode=VERIFY_CA&sslCa=%s", "sslMode=VERIFY_IDENTITY&sslCa=%s"})
    void isReadOverTlsWhereThatIsAskedFor(String options) {
        store.execute("CREATE TABLE users (id int PRIMARY KEY)");
        String asked = options.formatted(MariaDbServer.shared().authority());
        MySqlSource encrypted = MySqlSource.at(urlOfTls() + asked);

        assertThat(encrypted.entities().block(PATIENCE)).containsExactly(Entity.USERS);

        encrypted.close().block(PATIENCE);
    }

    @Test
    void isNotReadWithoutTlsWhereTheServerWantsIt() {
        MySqlSource plain = MySqlSource.at(urlOfTls() + "sslMode=DISABLED");

        refuses(() -> plain.entities().block(PATIENCE), "does not accept this user and password");

        plain.close().block(PATIENCE);
    }

    private String urlOfTls() {
        store.execute(
                "CREATE OR REPLACE USER tls@'%' IDENTIFIED BY 'x' REQUIRE SSL", "GRANT SELECT ON store.* TO tls@'%'");
        return "mysql://tls:x@127.0.0.1:" + store.port() + "/store?";
    }

    @Test
    void needsTheRightToReadOnly() {
        store.execute(
                "CREATE TABLE users (id int PRIMARY KEY, name text)",
                "CREATE TABLE orders (id int PRIMARY KEY)",
                "INSERT INTO users VALUES (1, 'Ann')",
                "CREATE OR REPLACE USER reader@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT ON store.users TO reader@'%'");
        MySqlSource reader = MySqlSource.at("mysql://reader:x@127.0.0.1:" + store.port() + "/store");

        assertThat(reader.entities().block(PATIENCE)).containsExactly(Entity.USERS);
        assertThat(reader.page(Entity.USERS, Optional.empty(), 10).block(PATIENCE))
                .hasSize(1);

        reader.close().block(PATIENCE);
    }

    @Test
    void guessesHowManyThereAreWhereCountingTakesTooLong() {
        store.execute(
                "CREATE TABLE members (id int PRIMARY KEY)",
                "INSERT INTO members SELECT seq FROM seq_1_to_5",
                "CREATE VIEW users AS SELECT id FROM members WHERE sleep(60) = 0");
        MySqlSource impatient = MySqlSource.at(store.url(), Duration.ofSeconds(1));

        assertThat(impatient.count(Entity.USERS).block(PATIENCE)).isZero();

        impatient.close().block(PATIENCE);
    }

    @Test
    void countsExactly() {
        store.execute("CREATE TABLE users (id int PRIMARY KEY)", "INSERT INTO users SELECT seq FROM seq_1_to_1234");

        assertThat(source.count(Entity.USERS).block(PATIENCE)).isEqualTo(1234);
    }

    @Test
    void canBeReadOnAfterACancel() {
        store.execute(
                "CREATE TABLE members (id int PRIMARY KEY)",
                "INSERT INTO members SELECT seq FROM seq_1_to_5",
                "CREATE VIEW users AS SELECT id FROM members WHERE sleep(0.2) = 0");

        for (int i = 0; i < 12; i++) {
            StepVerifier.create(source.page(Entity.USERS, Optional.empty(), 5))
                    .thenAwait(Duration.ofMillis(20))
                    .thenCancel()
                    .verify(PATIENCE);
        }

        assertThat(page(Entity.USERS)).hasSize(5);
    }

    @Test
    void leavesNoConnectionBehind() {
        store.execute("CREATE TABLE users (id int PRIMARY KEY)");
        MySqlSource other = MySqlSource.at(store.url());
        long before = connections();
        other.entities().block(PATIENCE);
        assertThat(connections()).isBetween(before + 1, before + 10);

        other.close().block(PATIENCE);

        Awaitility.await().until(() -> connections() <= before);
    }

    private void plantOrders() {
        store.execute(
                "CREATE TABLE users (id int PRIMARY KEY)",
                "CREATE TABLE products (id int PRIMARY KEY, sku varchar(50), name text, price decimal(10,2))",
                "CREATE TABLE orders (id int PRIMARY KEY, user_id int, status varchar(20), total decimal(10,2))",
                "CREATE TABLE order_items (id int PRIMARY KEY AUTO_INCREMENT, order_id int, product_id int,"
                        + " quantity int, unit_price decimal(10,2), KEY of_order (order_id))",
                "INSERT INTO products SELECT seq, concat('P', seq), concat('Thing ', seq), 1 FROM seq_1_to_5",
                "INSERT INTO orders SELECT seq, 7, 'shipped', 39.80 FROM seq_1_to_25",
                "INSERT INTO order_items (order_id, product_id, quantity, unit_price)"
                        + " SELECT o.id, n.seq, n.seq, 19.90 FROM orders o JOIN seq_1_to_3 n ON n.seq <= o.id % 4"
                        + " ORDER BY n.seq");
    }

    /** A value as SQL has it, and what a row has of it. */
    private record Written(String type, String value, Object expected) {}

    private void reads(Written... values) {
        store.execute(
                "CREATE TABLE users (id int PRIMARY KEY"
                        + each(values, i -> ", c" + i + " " + values[i].type() + " NULL") + ")",
                "INSERT INTO users VALUES (1" + each(values, i -> ", " + values[i].value()) + ")");

        Map<String, Object> row = page(Entity.USERS).get(0).values();

        assertThat(row).hasSize(values.length + 1);
        for (int i = 0; i < values.length; i++) {
            assertThat(row.get("c" + i)).as(values[i].type()).isEqualTo(values[i].expected());
        }
    }

    private static String each(Written[] values, IntFunction<String> part) {
        return IntStream.range(0, values.length).mapToObj(part).collect(Collectors.joining());
    }

    private MySqlTables known() {
        return MySqlTables.read(store.client()).block(PATIENCE);
    }

    private List<SourceRow> page(Entity entity) {
        return page(entity, Optional.empty(), 100);
    }

    private List<SourceRow> page(Entity entity, Optional<SourceId> after, int limit) {
        return source.page(entity, after, limit).block(PATIENCE);
    }

    private List<SourceRow> all(Entity entity, int limit) {
        List<SourceRow> all = new ArrayList<>();
        List<SourceRow> page = page(entity, Optional.empty(), limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = page(entity, Optional.of(last(page)), limit);
        }
        return all;
    }

    private static SourceId last(List<SourceRow> page) {
        return page.get(page.size() - 1).id();
    }

    private static List<SourceId> ids(List<SourceRow> rows) {
        return rows.stream().map(SourceRow::id).toList();
    }

    private static SourceId[] ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(SourceId::number).toArray(SourceId[]::new);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(SourceRow order) {
        return (List<Map<String, Object>>) order.values().get("items");
    }

    private static Map<String, Object> mapWithNull(
            String id, Object idValue, String field, Object value, String absent) {
        Map<String, Object> map = new HashMap<>(Map.of(id, idValue, field, value));
        map.put(absent, null);
        return map;
    }

    private List<Map<String, Object>> explain(String sql, SourceId after) {
        return store.client()
                .sql("EXPLAIN " + sql)
                .bind("after", after.text())
                .bind("limit", 10)
                .fetch()
                .all()
                .collectList()
                .block(PATIENCE);
    }

    /** Prepared statements that the server has run. */
    private long statements() {
        return status("Com_stmt_execute");
    }

    private long connections() {
        return status("Threads_connected");
    }

    private long status(String name) {
        return store.query("SHOW GLOBAL STATUS LIKE '" + name + "'").stream()
                .map(row -> Long.parseLong(String.valueOf(row.get("Value"))))
                .collect(Collectors.toList())
                .get(0);
    }

    private static void refuses(ThrowingCallable attempt, String reason) {
        assertThatThrownBy(attempt)
                .isInstanceOf(SourceUnreadable.class)
                .hasMessageContaining(reason)
                .hasMessageNotContainingAny("s3cret", "p@ss", "p%40ss", "nobody7", "shop")
                .hasNoCause();
    }
}
