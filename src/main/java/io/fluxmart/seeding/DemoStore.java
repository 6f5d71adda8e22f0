package io.fluxmart.seeding;

import io.fluxmart.credentials.Role;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Plants rows where they are missing, and leaves alone what is there. */
@Component
class DemoStore {

    private final DatabaseClient database;

    DemoStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Boolean> isPlanted() {
        return database.sql("SELECT 1 FROM users WHERE id = :id")
                .bind("id", DemoUser.ADMIN.id())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    Mono<Void> insertUser(DemoUser user, String passwordHash) {
        return database.sql("""
                        INSERT INTO users (id, username, email, password_hash, first_name, last_name, roles)
                        VALUES (:id, :username, :email, :passwordHash, :firstName, :lastName, :roles)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", user.id())
                .bind("username", user.username())
                .bind("email", user.email())
                .bind("passwordHash", passwordHash)
                .bind("firstName", user.firstName())
                .bind("lastName", user.lastName())
                .bind("roles", user.roles().stream().map(Role::word).toArray(String[]::new))
                .then();
    }

    Mono<Void> insertCategories(List<String> slugs) {
        return database.sql("""
                        INSERT INTO categories (slug, name)
                        SELECT slug, initcap(slug) FROM unnest(:slugs::text[]) AS s (slug)
                        ON CONFLICT DO NOTHING
                        """).bind("slugs", slugs.toArray(String[]::new)).then();
    }

    Mono<Void> insertProducts(List<DemoProduct> products, String currency) {
        return database.sql("""
                        INSERT INTO products (sku, name, description, category, price_amount, price_currency, stock)
                        SELECT p.sku, p.name, p.description, p.category, p.price, :currency, p.stock
                        FROM unnest(:skus::text[], :names::text[], :descriptions::text[], :categories::text[],
                                    :prices::bigint[], :stocks::int[])
                             AS p (sku, name, description, category, price, stock)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("currency", currency)
                .bind("skus", texts(products, DemoProduct::sku))
                .bind("names", texts(products, DemoProduct::name))
                .bind("descriptions", texts(products, DemoProduct::description))
                .bind("categories", texts(products, DemoProduct::category))
                .bind("prices", products.stream().map(DemoProduct::price).toArray(Long[]::new))
                .bind("stocks", products.stream().map(DemoProduct::stock).toArray(Integer[]::new))
                .then();
    }

    private static String[] texts(List<DemoProduct> products, Function<DemoProduct, String> column) {
        return products.stream().map(column).toArray(String[]::new);
    }
}
