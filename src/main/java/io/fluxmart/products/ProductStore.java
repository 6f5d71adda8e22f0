package io.fluxmart.products;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static java.util.Objects.requireNonNull;

import io.fluxmart.money.Money;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.products.ProductDraft.Price;
import io.r2dbc.spi.Readable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ProductStore {

    private final DatabaseClient database;

    ProductStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Product> findById(long id) {
        return database.sql("""
                        SELECT id, sku, name, description, category, price_amount, price_currency, stock,
                               created_at, updated_at, revision
                        FROM products
                        WHERE id = :id
                        """).bind("id", id).map(ProductStore::toProduct).one();
    }

    /** One row more than the limit, where there is one. Each filter is a fixed fragment; its values are bound. */
    Mono<List<Product>> list(ProductQuery query) {
        return new ProductListing(query)
                .bindTo(database)
                .map(ProductStore::toProduct)
                .all()
                .collectList();
    }

    Mono<List<Category>> listCategories() {
        return database.sql("""
                        SELECT slug, name FROM categories ORDER BY name, slug
                        """)
                .map(row -> new Category(required(row, "slug", String.class), required(row, "name", String.class)))
                .all()
                .collectList();
    }

    Mono<Product> insert(ProductDraft draft) {
        Money price = requireNonNull(draft.price()).asMoney();
        return database.sql("""
                        WITH shelf AS (
                            INSERT INTO categories (slug, name)
                            VALUES (:category, initcap(replace(:category, '-', ' ')))
                            ON CONFLICT DO NOTHING)
                        INSERT INTO products (sku, name, description, category, price_amount, price_currency, stock)
                        VALUES (:sku, :name, :description, :category, :price, :currency, :stock)
                        RETURNING id, sku, name, description, category, price_amount, price_currency, stock,
                                  created_at, updated_at, revision
                        """)
                .bind("sku", requireNonNull(draft.sku()))
                .bind("name", requireNonNull(draft.name()))
                .bind("description", requireNonNull(draft.description()))
                .bind("category", requireNonNull(draft.category()))
                .bind("price", price.amount())
                .bind("currency", price.currencyCode())
                .bind("stock", requireNonNull(draft.stock()).intValue())
                .map(ProductStore::toProduct)
                .one();
    }

    /** Empty when there is no such product, or its revision is none of those. A new category comes into being. */
    Mono<Product> update(long id, Revisions revisions, ProductChange change) {
        return database.sql("""
                        WITH changed AS (
                            UPDATE products
                            SET name = coalesce(:name, name),
                                description = coalesce(:description, description),
                                category = coalesce(:category, category),
                                price_amount = coalesce(:price, price_amount),
                                revision = revision + 1,
                                updated_at = now()
                            WHERE id = :id AND (:anyRevision OR revision = ANY (:revisions))
                            RETURNING id, sku, name, description, category, price_amount, price_currency, stock,
                                      created_at, updated_at, revision),
                        shelf AS (
                            INSERT INTO categories (slug, name)
                            SELECT category, initcap(replace(category, '-', ' ')) FROM changed
                            ON CONFLICT DO NOTHING)
                        SELECT id, sku, name, description, category, price_amount, price_currency, stock,
                               created_at, updated_at, revision
                        FROM changed
                        """)
                .bind("id", id)
                .bind("anyRevision", revisions.any())
                .bind("revisions", revisions.numbers().toArray(Long[]::new))
                .bind("name", nullable(change.name(), String.class))
                .bind("description", nullable(change.description(), String.class))
                .bind("category", nullable(change.category(), String.class))
                .bind("price", nullable(amountOf(change.price()), Long.class))
                .map(ProductStore::toProduct)
                .one();
    }

    /** Empty when there is no such product, or its stock would leave the range from 0 to 1,000,000,000. */
    Mono<Product> updateStock(long id, int delta) {
        return database.sql("""
                        UPDATE products
                        SET stock = stock + :delta
                        WHERE id = :id AND stock + :delta::bigint BETWEEN 0 AND 1000000000
                        RETURNING id, sku, name, description, category, price_amount, price_currency, stock,
                                  created_at, updated_at, revision
                        """)
                .bind("id", id)
                .bind("delta", delta)
                .map(ProductStore::toProduct)
                .one();
    }

    private static @Nullable Long amountOf(@Nullable Price price) {
        return price == null ? null : price.asMoney().amount();
    }

    private static Product toProduct(Readable row) {
        return new Product(
                required(row, "id", Long.class),
                required(row, "sku", String.class),
                required(row, "name", String.class),
                required(row, "description", String.class),
                required(row, "category", String.class),
                Money.of(required(row, "price_amount", Long.class), required(row, "price_currency", String.class)),
                required(row, "stock", Integer.class),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                required(row, "revision", Long.class));
    }
}
