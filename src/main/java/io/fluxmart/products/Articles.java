package io.fluxmart.products;

import static io.fluxmart.platform.postgres.Values.required;

import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds products by their SKU, for other rooms, in the caller's transaction if there is one. */
@Component
public class Articles {

    private final DatabaseClient database;

    Articles(DatabaseClient database) {
        this.database = database;
    }

    /** By SKU, to the letter; one that no product has is missing. One statement for however many. */
    public Mono<Map<String, Article>> find(Collection<String> skus) {
        return database.sql("SELECT id, sku, name FROM products WHERE sku = ANY (:skus)")
                .bind("skus", skus.toArray(String[]::new))
                .map(row -> new Article(
                        required(row, "id", Long.class),
                        required(row, "sku", String.class),
                        required(row, "name", String.class)))
                .all()
                .collectMap(Article::sku);
    }
}
