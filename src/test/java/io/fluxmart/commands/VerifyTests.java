package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.FluxmartApplication;
import io.fluxmart.backends.Backends;
import io.fluxmart.backends.BackendsConfiguration;
import io.fluxmart.integrity.Rule;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.OwnStores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each rule of the books is broken in turn, and found. On stores of their own, which nothing puts right again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTests {

    private static final String WALLET = "(SELECT min(user_id::text)::uuid FROM wallets WHERE balance > 0)";
    private static final String PAID = "(SELECT min(order_id::text)::uuid FROM ledger_entries WHERE kind = 'payment')";

    /** By rule: statements, each for itself, that break it. */
    private static final Map<String, List<String>> BREAKS = new LinkedHashMap<>();

    static {
        BREAKS.put(
                "nothing is sold that is not there",
                List.of(
                        "ALTER TABLE products DROP CONSTRAINT products_stock_check",
                        "UPDATE products SET stock = -1 WHERE id = 1"));
        BREAKS.put(
                "an order has lines, and its total is their sum",
                List.of("UPDATE orders SET total_amount = total_amount + 1 WHERE id = " + PAID));
        BREAKS.put(
                "a paid order is paid for once, and no other is",
                List.of("UPDATE orders SET status = 'cancelled' WHERE id = " + PAID));
        BREAKS.put(
                "the history of an order leads to its status",
                List.of("UPDATE orders SET version = version + 1 WHERE id = " + PAID));
        BREAKS.put("a wallet holds the sum of its entries", List.of("UPDATE wallets SET balance = balance + 1"));
        BREAKS.put("a wallet counts its changes", List.of("UPDATE wallets SET version = version + 1"));
        BREAKS.put(
                "an entry knows the balance after it",
                List.of("UPDATE ledger_entries SET balance = balance + 1 WHERE account_id = " + WALLET));
        BREAKS.put(
                "a movement is two entries that sum to zero",
                List.of("UPDATE ledger_entries SET amount = amount + 1 WHERE account_id = " + WALLET));
        BREAKS.put(
                "a movement names both accounts",
                List.of("UPDATE ledger_entries SET other_account_id = gen_random_uuid() WHERE account_id = " + WALLET));
        BREAKS.put(
                "an order is paid by whoever placed it",
                List.of("UPDATE orders SET user_id = (SELECT max(id::text)::uuid FROM users) WHERE id = " + PAID));
        BREAKS.put("an account of a user has a wallet", List.of("UPDATE wallets SET currency = 'EUR'"));
        BREAKS.put(
                "the event log has no gaps",
                List.of(
                        "INSERT INTO event_log (seq, type, data, occurred_at) SELECT last_seq + 1, 'a', '{}', now() FROM event_log_head",
                        "INSERT INTO event_log (seq, type, data, occurred_at) SELECT last_seq + 3, 'b', '{}', now() FROM event_log_head"));
        BREAKS.put("the event log ends at its head", List.of());
        BREAKS.put("a key that has an answer has what it stands for", List.of("""
                INSERT INTO idempotency_keys (user_id, key, fingerprint, resource_id, answer)
                SELECT id, 'lost', decode(repeat('00', 32), 'hex'), gen_random_uuid(), 'answer' FROM users LIMIT 1
                """));
    }

    private static OwnStores stores;

    private Premises premises;
    private Books books;

    @Import({FluxmartApplication.class, BackendsConfiguration.class})
    static class OnOwnStores {

        @Bean(destroyMethod = "")
        Backends backends() {
            return stores;
        }
    }

    private record Run(int exitCode, JsonNode verdict) {}

    @BeforeAll
    void open() {
        stores = new OwnStores();
        premises = new Premises(OnOwnStores.class)
                .with("fluxmart.credentials.hashing-memory", "1024")
                .with("fluxmart.credentials.hashing-passes", "1");
        books = stores.books();
        assertThat(run("seed", "--users=5", "--products=10", "--orders=60", "--posts=0")
                        .exitCode())
                .isZero();
    }

    @AfterAll
    void close() {
        premises.close();
        stores.close();
    }

    @Test
    void findsWhateverIsBroken() {
        Run sound = run("verify");
        assertThat(sound.exitCode()).as(sound.verdict().toString()).isZero();
        assertThat(sound.verdict().path("ok").asBoolean()).isTrue();
        assertThat(sound.verdict().path("extent").path("orders").asInt()).isEqualTo(60);
        assertThat(sound.verdict().path("rules").asInt()).isEqualTo(BREAKS.size());
        assertThat(Rule.all()).extracting(Rule::name).containsExactlyInAnyOrderElementsOf(BREAKS.keySet());

        BREAKS.forEach((rule, statements) -> {
            statements.forEach(statement -> books.run(statement, Map.of()));

            Run broken = run("verify");

            assertThat(broken.exitCode()).isEqualTo(1);
            assertThat(broken.verdict().path("findings").findValuesAsString("rule"))
                    .contains(rule);
        });
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Commands.run(premises, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        String said = out.toString();
        boolean isJson = said.startsWith("{");
        assertThat(isJson || err.toString().isEmpty() || exitCode == 0)
                .as(err.toString())
                .isTrue();
        return new Run(exitCode, isJson ? new JsonMapper().readTree(said) : null);
    }
}
