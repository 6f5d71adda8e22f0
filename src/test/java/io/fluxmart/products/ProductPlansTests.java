package io.fluxmart.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How PostgreSQL finds the first page among ten thousand products: by an index, and never by sorting all of them. */
@FluxmartTest
class ProductPlansTests {

    private static final String MANY = """
            INSERT INTO products (sku, name, category, price_amount, price_currency, stock)
            SELECT 'plan-' || n, 'Planned thing ' || md5(n::text), 'plans-' || n % 8, n * 7919 % 100000, 'USD', 5
            FROM generate_series(1, 10000) n
            """;

    /** Two letters that no name has: all names have to be looked at, in whatever order. */
    private static final Optional<String> RARE = Optional.of("zq");

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    /** By an index in the order of the page, or by one that finds few, which are sorted then. */
    @Test
    void findsEachPageByAnIndex() {
        List<ProductQuery> queries = combinations();

        List<String> plans = transaction
                .execute(shelves -> {
                    shelves.setRollbackOnly();
                    return run("INSERT INTO categories SELECT 'plans-' || n, 'Plans' FROM generate_series(0, 7) n")
                            .then(run(MANY))
                            .then(run("SELECT gin_clean_pending_list('products_name_trgm_idx')"))
                            .then(run("ANALYZE products"))
                            .thenMany(Flux.fromIterable(queries).concatMap(this::planOf));
                })
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(plans).hasSize(queries.size());
        assertThat(plans)
                .filteredOn(plan -> !plan.contains("[zq]"))
                .allSatisfy(plan -> assertThat(plan).contains("Index").doesNotContain("Seq Scan"));
        assertThat(plans.get(queries.indexOf(query(Optional.empty(), Optional.of("plans-3"), ProductSort.DEAREST))))
                .contains("Scan Backward using products_category_price_idx")
                .doesNotContain("Sort");
        assertThat(plans.get(queries.indexOf(query(Optional.of("pl"), Optional.empty(), ProductSort.CHEAPEST))))
                .contains("products_price_idx")
                .doesNotContain("Sort", "trgm");
        assertThat(plans.get(queries.indexOf(query(RARE, Optional.empty(), ProductSort.CHEAPEST))))
                .doesNotContain("trgm");
        assertThat(plans.get(queries.indexOf(query(Optional.of("0123abc"), Optional.empty(), ProductSort.CHEAPEST))))
                .contains("products_name_trgm_idx");
    }

    private static List<ProductQuery> combinations() {
        return Flux.just("", "p", "pl", "thing", "0123abc", "zq")
                .map(text -> Optional.of(text).filter(some -> !some.isEmpty()))
                .concatMap(text -> Flux.just(Optional.<String>empty(), Optional.of("plans-3"))
                        .concatMap(category ->
                                Flux.fromArray(ProductSort.values()).map(sort -> query(text, category, sort))))
                .collectList()
                .block();
    }

    private static ProductQuery query(Optional<String> text, Optional<String> category, ProductSort sort) {
        return new ProductQuery(text, category, Optional.empty(), Optional.empty(), true, sort, 10, Optional.empty());
    }

    private Mono<String> planOf(ProductQuery query) {
        return new ProductListing(query)
                .bindTo(database, "EXPLAIN ")
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .map(lines -> query + "\n" + String.join("\n", lines));
    }

    private Mono<Void> run(String sql) {
        return database.sql(sql).then();
    }
}
