package io.fluxmart.integrity;

import java.util.List;

/** What an order says of itself agrees with its lines, its history and what was paid for it. */
final class OrderRules {

    private OrderRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("nothing is sold that is not there", """
                        SELECT NULL::uuid AS owner, 'product ' || id || ' has ' || stock AS what
                        FROM products WHERE stock < 0
                        """),
                new Rule("an order has lines, and its total is their sum", """
                        SELECT o.user_id AS owner, o.id::text AS what
                        FROM orders o
                        LEFT JOIN (SELECT order_id, sum(quantity * unit_price_amount) FROM order_items GROUP BY order_id) i
                             ON i.order_id = o.id
                        WHERE i.sum IS DISTINCT FROM o.total_amount
                        """),
                new Rule("a paid order is paid for once, and no other is", """
                        SELECT o.user_id AS owner, o.id::text || ' ' || o.status AS what
                        FROM orders o
                        LEFT JOIN (SELECT order_id, count(*) FILTER (WHERE kind = 'payment') AS payments,
                                          count(*) FILTER (WHERE kind = 'refund') AS refunds, sum(-amount) AS paid
                                   FROM ledger_entries WHERE balance IS NOT NULL AND order_id IS NOT NULL
                                   GROUP BY order_id) e ON e.order_id = o.id
                        WHERE CASE WHEN o.status IN ('processing', 'shipped', 'delivered') AND o.total_amount > 0
                                   THEN (e.payments, e.refunds, e.paid)
                                        IS DISTINCT FROM (1::bigint, 0::bigint, o.total_amount::numeric)
                                   ELSE coalesce(e.paid, 0) <> 0 OR e.payments > 1 OR e.payments <> e.refunds END
                        """),
                new Rule("the history of an order leads to its status", """
                        SELECT o.user_id AS owner, o.id::text || ' ' || o.status AS what
                        FROM orders o
                        LEFT JOIN (SELECT order_id, array_agg(from_status ORDER BY id) AS froms,
                                          array_agg(to_status ORDER BY id) AS tos, count(*),
                                          bool_and(made_at <= now()) AS is_past, max(made_at) AS last
                                   FROM order_transitions GROUP BY order_id) t ON t.order_id = o.id
                        WHERE NOT (ARRAY['pending'] || coalesce(t.tos, '{}')
                                   = coalesce(t.froms, '{}') || ARRAY[o.status])
                           OR o.version <> 1 + coalesce(t.count, 0) OR NOT coalesce(t.is_past, true)
                           OR o.created_at > o.updated_at OR o.updated_at <> coalesce(t.last, o.created_at)
                        """),
                new Rule("an order is paid by whoever placed it", """
                        SELECT e.account_id AS owner, e.id::text AS what
                        FROM ledger_entries e JOIN orders o ON o.id = e.order_id
                        WHERE e.balance IS NOT NULL AND e.account_id <> o.user_id
                        """));
    }
}
