package io.fluxmart.intakes;

import io.fluxmart.money.MoneySettings;
import io.fluxmart.orders.OrderStatus;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns rows into orders. Asks no store. */
@Component
class OrderRows {

    private static final Map<String, OrderStatus> STATUSES = Map.of(
            "pending", OrderStatus.PENDING,
            "processing", OrderStatus.PROCESSING,
            "paid", OrderStatus.PROCESSING,
            "shipped", OrderStatus.SHIPPED,
            "delivered", OrderStatus.DELIVERED,
            "completed", OrderStatus.DELIVERED,
            "cancelled", OrderStatus.CANCELLED,
            "canceled", OrderStatus.CANCELLED);

    private static final List<String> BUYER = List.of("user_id", "user", "userId");
    private static final List<String> STATUS = List.of("status");
    private static final List<String> CURRENCY = List.of("currency");
    private static final List<String> CREATED_AT = List.of("created_at", "createdAt");
    private static final List<String> TOTAL = List.of("totalAmount", "total_amount", "total");

    private final LineRows lines;
    private final Amounts amounts;
    private final String currency;
    private final Clock clock;

    OrderRows(MoneySettings money, Clock clock) {
        this.amounts = new Amounts(money.currency());
        this.lines = new LineRows(amounts);
        this.currency = money.currency().getCurrencyCode();
        this.clock = clock;
    }

    Reading<SourceOrder> read(String source, List<SourceRow> rows) {
        Instant now = clock.instant();
        return Reading.of(rows, (row, fields) -> read(TargetIds.of(source, Entity.ORDERS, row.id()), row, fields, now));
    }

    private @Nullable SourceOrder read(UUID id, SourceRow row, Fields fields, Instant now) {
        rejectOtherCurrency(fields);
        Reference buyer = fields.required(BUYER, fields.reference(BUYER));
        OrderStatus status = statusOf(fields);
        Instant placedAt = placedAt(row.id(), fields, now);
        List<SourceLine> sold = lines.read(fields);
        rejectWrongSum(fields, sold);
        return buyer == null || status == null || placedAt == null
                ? null
                : new SourceOrder(
                        row, id, buyer, status, placedAt, fields.find(TOTAL).name(), sold);
    }

    private void rejectOtherCurrency(Fields fields) {
        String named = fields.text(CURRENCY);
        if (named != null && !currency.equalsIgnoreCase(named.strip())) {
            fields.reject("currency", "is not " + currency + ", in which this shop trades");
        }
    }

    private static @Nullable OrderStatus statusOf(Fields fields) {
        String word = fields.required(STATUS, fields.text(STATUS));
        if (word == null) {
            return null;
        }
        OrderStatus status = STATUSES.get(word.strip().toLowerCase(Locale.ROOT));
        return status == null ? fields.reject("status", "is no status of an order") : status;
    }

    /** The clock that made an object id may have been fast, or none. */
    private static @Nullable Instant placedAt(SourceId row, Fields fields, Instant now) {
        Instant told = fields.pastTime(CREATED_AT, now);
        Instant placedAt = told == null ? row.madeAt().orElse(null) : told;
        return fields.required(CREATED_AT, placedAt == null || placedAt.isAfter(now) ? null : placedAt);
    }

    /** Of lines that could be read, or it says nothing new. */
    private void rejectWrongSum(Fields fields, List<SourceLine> sold) {
        Long total = amounts.read(fields, TOTAL);
        long sum = sold.stream().mapToLong(SourceLine::total).sum();
        if (total != null && total != sum && fields.rejects().isEmpty()) {
            fields.reject(fields.find(TOTAL).name(), "is not the sum of its items");
        }
    }
}
