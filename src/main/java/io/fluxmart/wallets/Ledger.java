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
 * changes both balances and writes both entries. The accounts of the house keep no balance and are not locked, so that
 * payments do not queue up behind each other (docs/adr/0012).
 */
@Component
public class Ledger {

    /** The largest balance: what every JSON client can read exactly, 2^53 - 1 (RFC 8259, section 6). */
    static final long MAX_BALANCE = (1L << 53) - 1;

    /** What the statement found and did; balances are those before it, null for the house. */
    private record Outcome(@Nullable Long from, boolean isBooked) {}

    private final DatabaseClient database;

    Ledger(DatabaseClient database) {
        this.database = database;
    }

    /**
     * {@link InsufficientFunds} when the payer has less than that, {@link WalletFull} when the payee could not hold it;
     * nothing has changed then. Both wallets must exist.
     */
    public Mono<Void> move(Movement movement) {
        return book(movement)
                .doOnNext(outcome -> requireBooked(outcome, movement))
                .then();
    }

    /** Condition and new balance come from the locked row (see docs/adr/0004). */
    private Mono<Outcome> book(Movement movement) {
        return database.sql("""
                        WITH legs (wallet_id, other_wallet_id, amount) AS (
                            VALUES (:from::uuid, :to::uuid, -:amount::bigint), (:to::uuid, :from::uuid, :amount::bigint)),
                        locked AS (
                            SELECT id, balance, version FROM wallets
                            WHERE id IN (:from, :to) AND balance IS NOT NULL
                            ORDER BY id
                            FOR NO KEY UPDATE),
                        fits AS (
                            SELECT FROM locked JOIN legs ON legs.wallet_id = locked.id
                            HAVING bool_and(locked.balance + legs.amount BETWEEN 0 AND :maxBalance)),
                        changed AS (
                            UPDATE wallets w
                            SET balance = locked.balance + legs.amount, version = locked.version + 1,
                                updated_at = clock_timestamp()
                            FROM fits, locked JOIN legs ON legs.wallet_id = locked.id
                            WHERE w.id = locked.id
                            RETURNING w.id, w.balance),
                        booked AS (
                            INSERT INTO ledger_entries (movement_id, kind, wallet_id, other_wallet_id, amount, currency,
                                                        balance, order_id, created_by, created_at)
                            SELECT :movementId, :kind, legs.wallet_id, legs.other_wallet_id, legs.amount, :currency,
                                   changed.balance, :orderId, :by, :at
                            FROM fits, legs LEFT JOIN changed ON changed.id = legs.wallet_id
                            RETURNING id)
                        SELECT (SELECT balance FROM locked WHERE id = :from) AS from_balance,
                               EXISTS (SELECT FROM booked) AS is_booked
                        """)
                .bind("from", movement.from())
                .bind("to", movement.to())
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

    private static void requireBooked(Outcome outcome, Movement movement) {
        if (outcome.isBooked()) {
            return;
        }
        long wanted = movement.amount().amount();
        Long left = outcome.from();
        throw left != null && left < wanted ? new InsufficientFunds(wanted, left) : new WalletFull();
    }

    private static Outcome toOutcome(Readable row) {
        return new Outcome(row.get("from_balance", Long.class), required(row, "is_booked", Boolean.class));
    }
}
