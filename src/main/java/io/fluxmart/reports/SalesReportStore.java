package io.fluxmart.reports;

import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.fluxmart.money.Money;
import io.fluxmart.money.MoneySettings;
import io.r2dbc.spi.Readable;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class SalesReportStore {

    /**
     * One statement, so that all sections count the same orders, found once. A sum of bigint is numeric, hence the casts;
     * slugs are compared byte by byte, whatever language the database sorts in. A constant and not in its method, as in the
     * other stores of this room, so that a test sees the plan of what really runs.
     */
    static final String REPORT = """
            WITH sold AS MATERIALIZED (
                SELECT id, user_id, total_amount, date_trunc('month', created_at AT TIME ZONE 'UTC') AS month
                FROM orders
                WHERE created_at >= :start AND created_at < :end AND status <> 'cancelled'),
            category_sales AS (
                SELECT p.category,
                       count(DISTINCT i.order_id) AS orders,
                       sum(i.quantity) AS pieces,
                       sum(i.quantity * i.unit_price_amount)::bigint AS revenue
                FROM sold
                JOIN order_items i ON i.order_id = sold.id
                JOIN products p ON p.id = i.product_id
                GROUP BY p.category),
            top_customers AS (
                SELECT user_id, count(*) AS orders, sum(total_amount)::bigint AS revenue
                FROM sold
                GROUP BY user_id
                ORDER BY revenue DESC, user_id
                LIMIT 10),
            calendar AS (
                SELECT generate_series(date_trunc('month', :from::timestamp), :lastDay::timestamp, '1 month') AS month),
            month_sales AS (
                SELECT month, count(sold.id) AS orders, coalesce(sum(total_amount), 0)::bigint AS revenue
                FROM calendar LEFT JOIN sold USING (month)
                GROUP BY month)
            SELECT 'category' AS section,
                   row_number() OVER (ORDER BY revenue DESC, category COLLATE "C") AS place,
                   category AS name, NULL::uuid AS user_id, orders, pieces, revenue
            FROM category_sales
            UNION ALL
            SELECT 'customer', row_number() OVER (ORDER BY revenue DESC, user_id),
                   username, user_id, orders, NULL, revenue
            FROM top_customers JOIN users ON users.id = user_id
            UNION ALL
            SELECT 'month', row_number() OVER (ORDER BY month),
                   to_char(month, 'YYYY-MM'), NULL, orders, NULL, revenue
            FROM month_sales
            ORDER BY section, place
            """;

    private final DatabaseClient database;
    private final MoneySettings money;

    SalesReportStore(DatabaseClient database, MoneySettings money) {
        this.database = database;
        this.money = money;
    }

    Mono<SalesReport> find(DateRange range) {
        return database.sql(REPORT)
                .bind("start", time(range.start()))
                .bind("end", time(range.end()))
                .bind("from", range.from())
                .bind("lastDay", range.lastDay())
                .map(this::toLine)
                .all()
                .collectList()
                .map(lines -> SalesReport.of(range, lines));
    }

    private SalesReport.Line toLine(Readable row) {
        String name = required(row, "name", String.class);
        long orders = required(row, "orders", Long.class);
        Money revenue = new Money(required(row, "revenue", Long.class), money.currency());
        String section = required(row, "section", String.class);
        return switch (section) {
            case "category" -> new SalesReport.Category(name, orders, required(row, "pieces", Long.class), revenue);
            case "customer" -> new SalesReport.Customer(required(row, "user_id", UUID.class), name, orders, revenue);
            case "month" -> new SalesReport.Month(YearMonth.parse(name), new Sales(orders, revenue));
            default -> throw new IllegalStateException(section);
        };
    }
}
