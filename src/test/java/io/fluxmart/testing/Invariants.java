package io.fluxmart.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What holds in PostgreSQL whatever happened: between orders, their lines and history, wallets and the ledger. */
public final class Invariants {

    private static final String BROKEN = """
            WITH broken (rule, owner, what) AS (
                SELECT 'a movement is two entries that sum to zero', (array_agg(created_by))[1], movement_id::text
                FROM ledger_entries
                GROUP BY movement_id
                HAVING count(*) <> 2 OR sum(amount) <> 0
                UNION ALL
                SELECT 'a movement names both accounts', a.created_by, a.movement_id::text
                FROM ledger_entries a JOIN ledger_entries b USING (movement_id)
                WHERE a.id < b.id AND (a.account_id, a.other_account_id) <> (b.other_account_id, b.account_id)
                UNION ALL
                SELECT 'a wallet holds the sum of its entries', w.user_id, w.balance || ' is not ' || coalesce(e.sum, 0)
                FROM wallets w
                LEFT JOIN (SELECT account_id, sum(amount) FROM ledger_entries GROUP BY account_id) e ON account_id = user_id
                WHERE w.balance <> coalesce(e.sum, 0)
                UNION ALL
                SELECT 'a wallet counts its changes', w.user_id, w.version || ' is not 1 + ' || coalesce(e.count, 0)
                FROM wallets w
                LEFT JOIN (SELECT account_id, count(*) FROM ledger_entries GROUP BY account_id) e ON account_id = user_id
                WHERE w.version <> 1 + coalesce(e.count, 0)
                UNION ALL
                SELECT 'an entry knows the balance after it', account_id, id::text
                FROM (SELECT id, account_id, balance,
                             sum(amount) OVER (PARTITION BY account_id ORDER BY id) AS so_far
                      FROM ledger_entries WHERE balance IS NOT NULL) e
                WHERE balance <> so_far
                UNION ALL
                SELECT 'an account of a user has a wallet', e.account_id, e.id::text
                FROM ledger_entries e LEFT JOIN wallets w ON w.user_id = e.account_id
                WHERE e.balance IS NOT NULL AND (w.user_id IS NULL OR w.currency <> e.currency)
                UNION ALL
                SELECT 'an order has lines, and its total is their sum', o.user_id, o.id::text
                FROM orders o
                LEFT JOIN (SELECT order_id, sum(quantity * unit_price_amount) FROM order_items GROUP BY order_id) i
                     ON i.order_id = o.id
                WHERE i.sum IS DISTINCT FROM o.total_amount
                UNION ALL
                SELECT 'a paid order is paid for once, and no other is', o.user_id, o.id::text || ' ' || o.status
                FROM orders o
                LEFT JOIN (SELECT order_id, count(*) FILTER (WHERE kind = 'payment') AS payments,
                                  count(*) FILTER (WHERE kind = 'refund') AS refunds, sum(-amount) AS paid
                           FROM ledger_entries WHERE balance IS NOT NULL AND order_id IS NOT NULL GROUP BY order_id) e
                     ON e.order_id = o.id
                WHERE CASE WHEN o.status IN ('processing', 'shipped', 'delivered') AND o.total_amount > 0
                           THEN (e.payments, e.refunds, e.paid) IS DISTINCT FROM (1::bigint, 0::bigint, o.total_amount::numeric)
                           ELSE coalesce(e.paid, 0) <> 0 OR e.payments > 1 OR e.payments <> e.refunds END
                UNION ALL
                SELECT 'the history of an order leads to its status', o.user_id, o.id::text || ' ' || o.status
                FROM orders o
                LEFT JOIN (SELECT order_id, array_agg(from_status ORDER BY id) AS froms,
                                  array_agg(to_status ORDER BY id) AS tos, count(*), bool_and(made_at <= now()) AS is_past,
                                  max(made_at) AS last
                           FROM order_transitions GROUP BY order_id) t ON t.order_id = o.id
                WHERE NOT (ARRAY['pending'] || coalesce(t.tos, '{}')
                           = coalesce(t.froms, '{}') || ARRAY[o.status])
                   OR o.version <> 1 + coalesce(t.count, 0) OR NOT coalesce(t.is_past, true)
                   OR o.created_at > o.updated_at OR o.updated_at <> coalesce(t.last, o.created_at)
                UNION ALL
                SELECT 'nothing is sold twice in one order, and nothing of a stranger is paid', e.account_id, e.id::text
                FROM ledger_entries e JOIN orders o ON o.id = e.order_id
                WHERE e.balance IS NOT NULL AND e.account_id <> o.user_id)
            SELECT rule || ': ' || what AS found FROM broken
            """;

    private Invariants() {}

    /** Each sentence names a rule and what breaks it. */
    public static List<String> broken(Books books) {
        return books.texts(BROKEN, Map.of());
    }

    /** Of what these users own, where tests beside this one write what could never be. */
    public static List<String> brokenFor(Collection<UUID> users, Books books) {
        return books.texts(BROKEN + " WHERE owner = ANY (:users)", Map.of("users", users.toArray(UUID[]::new)));
    }
}
