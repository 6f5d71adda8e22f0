package io.fluxmart.reports;

import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.fluxmart.money.Money;
import io.fluxmart.money.MoneySettings;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class OrderStatsStore {

    /** Days are counted back as dates, which have no time zone that a session could set. */
    static final String STATS = """
            WITH calendar AS (
                SELECT :lastDay - ago AS day FROM generate_series(0, :days - 1) AS ago),
            sales AS (
                SELECT (created_at AT TIME ZONE 'UTC')::date AS day,
                       count(*) AS orders,
                       sum(total_amount)::bigint AS revenue
                FROM orders
                WHERE created_at >= :start AND created_at < :end AND status <> 'cancelled'
                GROUP BY 1)
            SELECT c.day, coalesce(s.orders, 0) AS orders, coalesce(s.revenue, 0) AS revenue
            FROM calendar c LEFT JOIN sales s ON s.day = c.day
            ORDER BY c.day DESC
            """;

    private final DatabaseClient database;
    private final MoneySettings money;

    OrderStatsStore(DatabaseClient database, MoneySettings money) {
        this.database = database;
        this.money = money;
    }

    Mono<OrderStats> find(DateRange range) {
        return database.sql(STATS)
                .bind("start", time(range.start()))
                .bind("end", time(range.end()))
                .bind("lastDay", range.lastDay())
                .bind("days", range.days())
                .map(this::toDay)
                .all()
                .collectList()
                .map(days -> new OrderStats(DateRange.TIME_ZONE, days));
    }

    private OrderStats.Day toDay(Readable row) {
        Money revenue = new Money(required(row, "revenue", Long.class), money.currency());
        return new OrderStats.Day(
                required(row, "day", LocalDate.class), new Sales(required(row, "orders", Long.class), revenue));
    }
}
