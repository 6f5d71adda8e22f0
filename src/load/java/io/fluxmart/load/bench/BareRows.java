package io.fluxmart.load.bench;

import io.fluxmart.load.bench.BareBatches.Verdict;
import io.fluxmart.load.bench.BareShelf.Article;
import io.fluxmart.load.bench.BareShop.Line;
import io.fluxmart.load.bench.BareShop.Order;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** All rows of a batch, column by column. */
final class BareRows {

    static final String SQL = """
            WITH sold AS (
                UPDATE products p SET stock = p.stock - s.pieces
                FROM unnest($1::bigint[], $2::int[]) AS s (id, pieces)
                WHERE p.id = s.id),
            placed AS (
                INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at)
                SELECT id, user_id, total, 'USD', now(), now()
                FROM unnest($3::uuid[], $4::uuid[], $5::bigint[]) AS o (id, user_id, total))
            INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
            SELECT * FROM unnest($6::uuid[], $7::bigint[], $8::text[], $9::int[], $10::bigint[])
            """;

    private final TreeMap<Long, Integer> sold = new TreeMap<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<UUID> buyers = new ArrayList<>();
    private final List<Long> totals = new ArrayList<>();
    private final List<UUID> orderIds = new ArrayList<>();
    private final List<Long> productIds = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> quantities = new ArrayList<>();
    private final List<Long> prices = new ArrayList<>();

    private BareRows() {}

    static BareRows of(List<Verdict> verdicts) {
        BareRows rows = new BareRows();
        verdicts.stream().filter(verdict -> !verdict.isRefused()).forEach(rows::add);
        return rows;
    }

    private void add(Verdict verdict) {
        Order order = verdict.waiting().order();
        ids.add(order.id());
        buyers.add(order.buyer());
        totals.add(verdict.total());
        for (int i = 0; i < order.lines().size(); i++) {
            add(order.id(), order.lines().get(i), verdict.articles().get(i));
        }
    }

    private void add(UUID order, Line line, Article article) {
        sold.merge(article.id(), line.quantity(), Integer::sum);
        orderIds.add(order);
        productIds.add(article.id());
        names.add(article.name());
        quantities.add(line.quantity());
        prices.add(article.price());
    }

    Statement bindTo(Statement statement) {
        return statement
                .bind("$1", sold.keySet().toArray(Long[]::new))
                .bind("$2", sold.values().toArray(Integer[]::new))
                .bind("$3", ids.toArray(UUID[]::new))
                .bind("$4", buyers.toArray(UUID[]::new))
                .bind("$5", totals.toArray(Long[]::new))
                .bind("$6", orderIds.toArray(UUID[]::new))
                .bind("$7", productIds.toArray(Long[]::new))
                .bind("$8", names.toArray(String[]::new))
                .bind("$9", quantities.toArray(Integer[]::new))
                .bind("$10", prices.toArray(Long[]::new));
    }
}
