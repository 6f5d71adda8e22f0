package io.fluxmart.testing;

import io.fluxmart.integrity.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What holds in PostgreSQL whatever happened: between orders, their lines and history, wallets and the ledger. */
public final class Invariants {

    private static final String BROKEN = Rule.all().stream()
            .map(rule -> "SELECT '" + rule.name() + "' AS rule, owner, what FROM (" + rule.violations() + ") AS b")
            .collect(Collectors.joining(
                    " UNION ALL ", "SELECT rule || ': ' || what AS found FROM (", ") AS broken (rule, owner, what)"));

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
