package io.fluxmart.load;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Looks into the books after a run: what held for every row, and between what was there before, what buyers were told, and
 * what stands there now. Begun before the first order, on a database that nobody else sells from meanwhile.
 */
final class Audit {

    private static final Duration PATIENCE_FOR_RELAY = Duration.ofMinutes(3);
    private static final int CHUNK = 5_000;

    private static final String PIECES = """
            SELECT p.id || ' ' || p.stock + coalesce(sum(i.quantity) FILTER (WHERE o.status <> 'cancelled'), 0)
            FROM products p LEFT JOIN order_items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id
            GROUP BY p.id
            """;

    /** Ids of orders begin with the time: whoever comes later has a greater one. */
    private static final String NEWEST_ORDER = """
            SELECT coalesce((SELECT id FROM orders ORDER BY id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')::text
            """;

    /** Only of orders since the audit began: older keys and events may be forgotten by now. */
    private static final String BROKEN_ORDERS = """
            SELECT 'an order has one key: ' || o.id || ' has ' || count(k.key)
            FROM orders o LEFT JOIN idempotency_keys k ON k.resource_id = o.id AND k.key LIKE 'order-%'
            WHERE o.id > :first
            GROUP BY o.id HAVING count(k.key) <> 1
            UNION ALL
            SELECT 'an order is told of once: ' || o.id || ' ' || count(e.seq) || ' times'
            FROM orders o LEFT JOIN event_log e ON e.type = 'order.placed' AND e.data ->> 'orderId' = o.id::text
            WHERE o.id > :first
            GROUP BY o.id HAVING count(e.seq) <> 1
            UNION ALL
            SELECT 'a key that has an answer has its order: ' || k.key
            FROM idempotency_keys k LEFT JOIN orders o ON o.id = k.resource_id
            WHERE k.key LIKE 'order-%' AND (o.id IS NULL OR k.answer IS NULL)
            """;

    private final Books books;
    private final UUID first;
    private final Map<String, String> piecesBefore;

    private Audit(Books books) {
        this.books = books;
        this.first = UUID.fromString(books.texts(NEWEST_ORDER, Map.of()).get(0));
        this.piecesBefore = pieces();
    }

    static Audit begin(Books books) {
        return new Audit(books);
    }

    /** Each sentence names a rule and what breaks it; none when the books are in order. */
    List<String> broken(Collection<UUID> acknowledged) {
        List<String> broken = new ArrayList<>();
        if (!isOutboxEmpty()) {
            broken.add("the outbox is empty after a moment");
        }
        broken.addAll(Invariants.broken(books));
        broken.addAll(books.texts(BROKEN_ORDERS, Map.of("first", first)));
        broken.addAll(lostPieces());
        broken.addAll(lostOrders(acknowledged));
        return broken;
    }

    private boolean isOutboxEmpty() {
        try {
            Awaitility.await()
                    .atMost(PATIENCE_FOR_RELAY)
                    .until(() -> books.number("SELECT count(*) FROM outbox", Map.of()) == 0);
            return true;
        } catch (ConditionTimeoutException stillFull) {
            return false;
        }
    }

    /** Of each product, what is on the shelf and in standing orders together. */
    private Map<String, String> pieces() {
        Map<String, String> pieces = new HashMap<>();
        books.texts(PIECES, Map.of()).forEach(row -> pieces.put(row.split(" ")[0], row.split(" ")[1]));
        return pieces;
    }

    private List<String> lostPieces() {
        Map<String, String> now = pieces();
        return piecesBefore.entrySet().stream()
                .filter(before -> !before.getValue().equals(now.get(before.getKey())))
                .map(before -> "shelf and orders hold what the shelf held: product %s, %s pieces, now %s"
                        .formatted(before.getKey(), before.getValue(), now.get(before.getKey())))
                .toList();
    }

    private List<String> lostOrders(Collection<UUID> acknowledged) {
        List<UUID> told = List.copyOf(acknowledged);
        List<String> lost = new ArrayList<>();
        Set<UUID> different = new HashSet<>(told);
        if (different.size() < told.size()) {
            lost.add("two keys are two orders: " + (told.size() - different.size()) + " were acknowledged twice");
        }
        for (int i = 0; i < told.size(); i += CHUNK) {
            UUID[] chunk = told.subList(i, Math.min(told.size(), i + CHUNK)).toArray(UUID[]::new);
            lost.addAll(books.texts("""
                    SELECT 'an order that was acknowledged stands: ' || a.id
                    FROM unnest(:ids::uuid[]) AS a (id) LEFT JOIN orders o USING (id)
                    WHERE o.id IS NULL
                    """, Map.of("ids", chunk)));
        }
        return lost;
    }
}
