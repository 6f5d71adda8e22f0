package io.fluxmart.wallets;

import static io.fluxmart.platform.postgres.Values.column;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import com.fasterxml.uuid.Generators;
import io.fluxmart.money.MoneySettings;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Enters payments that were made elsewhere into the books, for other rooms, inside the caller's transaction: each is money
 * that came in from outside and went to the shop, two movements that leave the balance as it was. One statement for all of
 * them; wallets are opened and locked in id order, as {@link Ledger} does it.
 */
@Component
public class PastPayments {

    /**
     * What the statement found and did.
     *
     * @param isOurCurrency of all wallets concerned
     */
    private record Outcome(@Nullable Boolean isOurCurrency, long entries) {}

    private static final int ENTRIES_OF_EACH = 4;

    private final DatabaseClient database;
    private final MoneySettings money;

    PastPayments(DatabaseClient database, MoneySettings money) {
        this.database = database;
        this.money = money;
    }

    /**
     * {@link WalletFull} when a wallet could not hold an amount on its way; the caller is to roll back then. The ids of the
     * movements derive from the order's, so that they are the same wherever the order is entered.
     *
     * @param payments of orders and users that exist; in the order of the list where they are of the same time
     */
    public Mono<Void> book(List<PastPayment> payments) {
        List<PastPayment> moving =
                payments.stream().filter(payment -> payment.amount() > 0).toList();
        return moving.isEmpty() ? Mono.empty() : insert(moving);
    }

    private Mono<Void> insert(List<PastPayment> payments) {
        return database.sql("""
                        WITH paid AS (
                            SELECT *
                            FROM unnest(:orderIds::uuid[], :buyers::uuid[], :amounts::bigint[], :times::timestamptz[],
                                        :depositIds::uuid[], :paymentIds::uuid[])
                                 WITH ORDINALITY AS p (order_id, buyer, amount, at, deposit_id, payment_id, place)),
                        wallet AS (
                            INSERT INTO wallets AS w (user_id, currency, version, updated_at)
                            SELECT buyer, :currency, 1 + 2 * count(*), clock_timestamp()
                            FROM paid
                            GROUP BY buyer
                            ORDER BY buyer
                            ON CONFLICT (user_id) DO UPDATE
                                SET version = w.version + excluded.version - 1, updated_at = excluded.updated_at
                            RETURNING user_id, balance, currency),
                        fits AS (
                            SELECT FROM paid JOIN wallet ON user_id = buyer
                            HAVING bool_and(currency = :currency AND amount <= :maxBalance - balance)),
                        booked AS (
                            INSERT INTO ledger_entries (movement_id, kind, account_id, other_account_id, amount, currency,
                                                        balance, order_id, created_by, created_at)
                            SELECT leg.movement_id, leg.kind, leg.account_id, leg.other_account_id, leg.amount, :currency,
                                   leg.balance, leg.order_id, buyer, at
                            FROM fits, paid JOIN wallet ON user_id = buyer, LATERAL (VALUES
                                (1, deposit_id, 'deposit', :outside::uuid, buyer, -amount, NULL::bigint, NULL::uuid),
                                (2, deposit_id, 'deposit', buyer, :outside::uuid, amount, balance + amount, NULL),
                                (3, payment_id, 'payment', buyer, :shop::uuid, -amount, balance, order_id),
                                (4, payment_id, 'payment', :shop::uuid, buyer, amount, NULL, order_id))
                                AS leg (turn, movement_id, kind, account_id, other_account_id, amount, balance, order_id)
                            ORDER BY at, place, turn
                            RETURNING id)
                        SELECT (SELECT bool_and(currency = :currency) FROM wallet) AS is_our_currency,
                               (SELECT count(*) FROM booked) AS entries
                        """)
                .bind("currency", money.currency().getCurrencyCode())
                .bind("maxBalance", Ledger.MAX_BALANCE)
                .bind("shop", Movement.SHOP)
                .bind("outside", Movement.OUTSIDE)
                .bind("orderIds", column(payments, PastPayment::orderId, UUID[]::new))
                .bind("buyers", column(payments, PastPayment::buyer, UUID[]::new))
                .bind("amounts", column(payments, PastPayment::amount, Long[]::new))
                .bind("times", column(payments, payment -> time(payment.at()), OffsetDateTime[]::new))
                .bind("depositIds", column(payments, payment -> idOf("deposit", payment), UUID[]::new))
                .bind("paymentIds", column(payments, payment -> idOf("payment", payment), UUID[]::new))
                .map(PastPayments::toOutcome)
                .one()
                .doOnNext(outcome -> requireBooked(outcome, payments))
                .then();
    }

    /** Name-based (RFC 9562, version 5), in the name space of the order. */
    private static UUID idOf(String movement, PastPayment payment) {
        return Generators.nameBasedGenerator(payment.orderId()).generate(movement);
    }

    private void requireBooked(Outcome outcome, List<PastPayment> payments) {
        if (outcome.entries() == (long) ENTRIES_OF_EACH * payments.size()) {
            return;
        }
        if (Boolean.FALSE.equals(outcome.isOurCurrency())) {
            throw new IllegalStateException("There is a wallet in another currency than " + money.currency());
        }
        throw new WalletFull();
    }

    private static Outcome toOutcome(Readable row) {
        return new Outcome(row.get("is_our_currency", Boolean.class), required(row, "entries", Long.class));
    }
}
