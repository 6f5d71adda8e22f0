package io.fluxmart.integrity;

import java.util.List;

/** Money moves, and neither comes from nowhere nor goes there. Accounts without a wallet are the shop's own. */
final class LedgerRules {

    private LedgerRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("a movement is two entries that sum to zero", """
                        SELECT (array_agg(created_by))[1] AS owner, movement_id::text AS what
                        FROM ledger_entries
                        GROUP BY movement_id
                        HAVING count(*) <> 2 OR sum(amount) <> 0
                        """),
                new Rule("a movement names both accounts", """
                        SELECT a.created_by AS owner, a.movement_id::text AS what
                        FROM ledger_entries a JOIN ledger_entries b USING (movement_id)
                        WHERE a.id < b.id AND (a.account_id, a.other_account_id) <> (b.other_account_id, b.account_id)
                        """),
                new Rule("a wallet holds the sum of its entries", """
                        SELECT w.user_id AS owner, w.balance || ' is not ' || coalesce(e.sum, 0) AS what
                        FROM wallets w
                        LEFT JOIN (SELECT account_id, sum(amount) FROM ledger_entries GROUP BY account_id) e
                             ON account_id = user_id
                        WHERE w.balance <> coalesce(e.sum, 0)
                        """),
                new Rule("a wallet counts its changes", """
                        SELECT w.user_id AS owner, w.version || ' is not 1 + ' || coalesce(e.count, 0) AS what
                        FROM wallets w
                        LEFT JOIN (SELECT account_id, count(*) FROM ledger_entries GROUP BY account_id) e
                             ON account_id = user_id
                        WHERE w.version <> 1 + coalesce(e.count, 0)
                        """),
                new Rule("an entry knows the balance after it", """
                        SELECT account_id AS owner, id::text AS what
                        FROM (SELECT id, account_id, balance,
                                     sum(amount) OVER (PARTITION BY account_id ORDER BY id) AS so_far
                              FROM ledger_entries WHERE balance IS NOT NULL) e
                        WHERE balance <> so_far
                        """),
                new Rule("an account of a user has a wallet", """
                        SELECT e.account_id AS owner, e.id::text AS what
                        FROM ledger_entries e LEFT JOIN wallets w ON w.user_id = e.account_id
                        WHERE e.balance IS NOT NULL AND (w.user_id IS NULL OR w.currency <> e.currency)
                        """));
    }
}
