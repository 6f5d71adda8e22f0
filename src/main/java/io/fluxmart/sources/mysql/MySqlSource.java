package io.fluxmart.sources.mysql;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.sources.SourceUnreadable;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * A MySQL or MariaDB database with a table or view {@code users}, and {@code posts} and {@code orders} where it has any. Their
 * comments, tags and items may have tables of their own.
 */
public final class MySqlSource implements Source {

    private static final int MIN_CONNECTIONS = 2;
    private static final int MAX_CONNECTIONS = 10;
    private static final Duration ACQUIRE_LIMIT = Duration.ofSeconds(10);

    /** A page comes out of an index; a statement that takes this long has none. */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(20);

    private final MySqlAddress address;
    private final ConnectionPool pool;
    private final DatabaseClient source;
    private final Mono<MySqlTables> tables;

    private MySqlSource(MySqlAddress address, Duration statementLimit) {
        this.address = address;
        this.pool = pool(address, statementLimit);
        this.source = DatabaseClient.create(pool);
        this.tables = MySqlTables.read(source)
                .cacheInvalidateIf(known -> known.find("users").isEmpty());
    }

    /**
     * Opens no connection yet.
     *
     * @param url {@code mysql://user:password@host:port/database}, with the driver's options for TLS; {@link SourceUnreadable}
     *     where it is none
     */
    public static MySqlSource at(String url) {
        return at(url, STATEMENT_LIMIT);
    }

    static MySqlSource at(String url, Duration statementLimit) {
        return new MySqlSource(MySqlAddress.of(url), statementLimit);
    }

    /** What the source is called where nobody names it: its database, whichever way leads there. */
    public static String nameOf(String url) {
        return "mysql:" + MySqlAddress.of(url).database();
    }

    private static ConnectionPool pool(MySqlAddress address, Duration statementLimit) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(address.factory(statementLimit))
                .name("import-source")
                .initialSize(MIN_CONNECTIONS)
                .minIdle(MIN_CONNECTIONS)
                .maxSize(MAX_CONNECTIONS)
                .maxAcquireTime(ACQUIRE_LIMIT)
                .acquireRetry(0)
                .validationDepth(ValidationDepth.REMOTE)
                .build());
    }

    @Override
    public Mono<Set<Entity>> entities() {
        return explained(tables.map(MySqlTables::entities));
    }

    /** Exact, where the server can count them in time; what it guesses otherwise. */
    @Override
    public Mono<Long> count(Entity entity) {
        return explained(tables.map(known -> known.of(entity)).flatMap(this::count));
    }

    private Mono<Long> count(MySqlTable table) {
        return source.sql("SELECT count(*) FROM " + table.quotedName())
                .mapValue(Long.class)
                .one()
                .onErrorResume(MySqlErrors::isOutOfTime, error -> estimate(table));
    }

    private Mono<Long> estimate(MySqlTable table) {
        return source.sql("""
                        SELECT coalesce(table_rows, 0)
                        FROM information_schema.tables
                        WHERE table_schema = database() AND table_name = :name
                        """).bind("name", table.name()).mapValue(Long.class).one();
    }

    @Override
    public Mono<List<SourceRow>> page(Entity entity, Optional<SourceId> after, int limit) {
        return explained(tables.flatMap(known -> switch (entity) {
            case USERS -> new MySqlPages(source, known.of(entity)).read(after, limit);
            case POSTS -> new MySqlPostPages(source, known.of(entity), known).read(after, limit);
            case ORDERS -> orders(known, after, limit);
        }));
    }

    /** Orders without a table of items may have them in a column. */
    private Mono<List<SourceRow>> orders(MySqlTables known, Optional<SourceId> after, int limit) {
        MySqlTable orders = known.of(Entity.ORDERS);
        return known.find("order_items")
                .map(items -> new MySqlOrderPages(source, orders, items, known.find("products")).read(after, limit))
                .orElseGet(() -> new MySqlPages(source, orders).read(after, limit));
    }

    private <T> Mono<T> explained(Mono<T> work) {
        return work.onErrorMap(error -> MySqlErrors.explain(error, address));
    }

    @Override
    public Mono<Void> close() {
        return pool.disposeLater();
    }
}
