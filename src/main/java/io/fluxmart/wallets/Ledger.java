package io.fluxmart.wallets;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Moves money for other rooms, inside the caller's transaction: one statement locks the wallets in id order, decides,
 * changes the balances and writes both entries. The accounts of the house keep no balance and are not locked, so that
 * payments do not queue up behind each other (docs/adr/0012).
 */
@Component
public class Ledger {

    /** The largest balance: what every JSON client can read exactly, 2^53 - 1 (RFC 8259, section 6). */
    public static final long MAX_BALANCE = (1L << 53) - 1;

    /**
     * What the statement found and did.
     *
     * @param payersBalance before it, in minor units; null for the house and where there is no wallet yet
     * @param wallets how many of the customers' wallets there are
     */
    private record Outcome(@Nullable Long payersBalance, long wallets, boolean isBooked) {}

    private final DatabaseClient database;

    Ledger(DatabaseClient database) {
        this.database = database;
    }

    /**
     * {@link InsufficientFunds} when the payer has less than that, {@link WalletFull} when the payee could not hold it;
     * nothing has changed then. Customers who have no wallet yet get one; they must be users.
     */
    public Mono<Void> move(Movement movement) {
        return book(movement)
                .flatMap(outcome -> outcome.wallets() < movement.customers().size()
                        ? openWallets(movement).then(book(movement))
                        : Mono.just(outcome))
                .doOnNext(outcome -> requireBooked(outcome, movement))
                .then();
    }

    /** Condition and new balance come from the locked row (see docs/adr/0004). */
    private Mono<Outcome> book(Movement movement) {
        return database.sql("""
                        WITH legs (account_id, other_account_id, amount) AS (
                            VALUES (:from::uuid, :to::uuid, -:amount::bigint), (:to::uuid, :from::uuid, :amount::bigint)),
                        locked AS (
                            SELECT user_id, balance, version FROM wallets
                            WHERE user_id IN (:from, :to) AND currency = :currency
                            ORDER BY user_id
                            FOR NO KEY UPDATE),
                        fits AS (
                            SELECT FROM locked JOIN legs ON account_id = user_id
                            HAVING count(*) = :customers AND bool_and(balance + amount BETWEEN 0 AND :maxBalance)),
                        changed AS (
                            UPDATE wallets w
                            SET balance = locked.balance + legs.amount, version = locked.version + 1,
                                updated_at = clock_timestamp()
                            FROM fits, locked JOIN legs ON account_id = user_id
                            WHERE w.user_id = locked.user_id
                            RETURNING w.user_id, w.balance),
                        booked AS (
                            INSERT INTO ledger_entries (movement_id, kind, account_id, other_account_id, amount, currency,
                                                        balance, order_id, created_by, created_at)
                            SELECT :movementId, :kind, legs.account_id, legs.other_account_id, legs.amount, :currency,
                                   changed.balance, :orderId, :by, :at
                            FROM fits, legs LEFT JOIN changed ON user_id = account_id
                            RETURNING id)
                        SELECT (SELECT balance FROM locked WHERE user_id = :from) AS payers_balance,
                               (SELECT count(*) FROM locked) AS wallets,
                               EXISTS (SELECT FROM booked) AS is_booked
                        """)
                .bind("from", movement.from())
                .bind("to", movement.to())
                .bind("customers", movement.customers().size())
                .bind("amount", movement.amount().amount())
                .bind("currency", movement.amount().currencyCode())
                .bind("maxBalance", MAX_BALANCE)
                .bind("movementId", movement.id())
                .bind("kind", movement.kind().word())
                .bind("orderId", nullable(movement.orderId(), UUID.class))
                .bind("by", movement.by())
                .bind("at", time(movement.at()))
                .map(Ledger::toOutcome)
                .one();
    }

    /** What is there is locked on the way, so that wallets are taken in id order here as well. */
    private Mono<Void> openWallets(Movement movement) {
        return database.sql("""
                        INSERT INTO wallets (user_id, currency)
                        SELECT user_id, :currency FROM unnest(:customers::uuid[]) AS c (user_id)
                        ORDER BY user_id
                        ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id
                        """)
                .bind("currency", movement.amount().currencyCode())
                .bind("customers", movement.customers().toArray(UUID[]::new))
                .then();
    }

    private static void requireBooked(Outcome outcome, Movement movement) {
        if (outcome.isBooked()) {
            return;
        }
        if (outcome.wallets() < movement.customers().size()) {
            throw new IllegalStateException("There is a wallet in another currency than " + movement.amount());
        }
        long wanted = movement.amount().amount();
        Long left = outcome.payersBalance();
        throw left != null && left < wanted ? new InsufficientFunds(wanted, left) : new WalletFull();
    }

    private static Outcome toOutcome(Readable row) {
        return new Outcome(
                row.get("payers_balance", Long.class),
                required(row, "wallets", Long.class),
                required(row, "is_booked", Boolean.class));
    }
}
