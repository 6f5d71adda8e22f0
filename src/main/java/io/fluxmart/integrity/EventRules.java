package io.fluxmart.integrity;

import java.util.List;

/** Events are numbered one by one, and what a client was told of stands. Old events are thrown away from the beginning. */
final class EventRules {

    private EventRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("the event log has no gaps", """
                        SELECT NULL::uuid AS owner, count(*) || ' events from ' || min(seq) || ' to ' || max(seq) AS what
                        FROM event_log HAVING count(*) <> max(seq) - min(seq) + 1
                        """),
                new Rule("the event log ends at its head", """
                        SELECT NULL::uuid AS owner, 'head ' || last_seq || ', last event ' || max(seq) AS what
                        FROM event_log_head, event_log GROUP BY last_seq HAVING last_seq <> max(seq)
                        """),
                new Rule("a key that has an answer has what it stands for", """
                        SELECT k.user_id AS owner, k.key AS what
                        FROM idempotency_keys k
                        WHERE k.answer IS NOT NULL AND k.resource_id IS NOT NULL
                          AND NOT EXISTS (SELECT FROM orders o WHERE o.id = k.resource_id)
                          AND NOT EXISTS (SELECT FROM ledger_entries e WHERE e.movement_id = k.resource_id)
                        """));
    }
}
