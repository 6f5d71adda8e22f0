package io.fluxmart.wallets;

import static io.fluxmart.platform.postgres.Values.column;
import static io.fluxmart.platform.postgres.Values.time;

import com.fasterxml.uuid.Generators;
import io.fluxmart.money.MoneySettings;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opens wallets with something in them for people who have just come in, for other rooms, inside the transaction that let
 * them in: a deposit from outside for each, all in one statement. Nobody is told.
 */
@Component
public class OpeningBalances {

    private final DatabaseClient database;
    private final MoneySettings money;

    OpeningBalances(DatabaseClient database, MoneySettings money) {
        this.database = database;
        this.money = money;
    }

    /**
     * Fails with a duplicate key when one of them has a wallet. The ids of the movements derive from the owner's.
     *
     * @param balances of users that exist
     */
    public Mono<Void> deposit(List<OpeningBalance> balances) {
        return balances.isEmpty() ? Mono.empty() : insert(balances);
    }

    private Mono<Void> insert(List<OpeningBalance> balances) {
        return database.sql("""
                        WITH given AS (
                            SELECT *
                            FROM unnest(:owners::uuid[], :amounts::bigint[], :times::timestamptz[], :movementIds::uuid[])
                                 WITH ORDINALITY AS g (owner, amount, at, movement_id, place)),
                        wallet AS (
                            INSERT INTO wallets (user_id, balance, currency, version)
                            SELECT owner, amount, :currency, 2 FROM given ORDER BY owner)
                        INSERT INTO ledger_entries (movement_id, kind, account_id, other_account_id, amount, currency, balance,
                                                    created_by, created_at)
                        SELECT movement_id, 'deposit', leg.account_id, leg.other_account_id, leg.amount, :currency, leg.balance,
                               owner, at
                        FROM given, LATERAL (VALUES
                            (1, :outside::uuid, owner, -amount, NULL::bigint),
                            (2, owner, :outside::uuid, amount, amount))
                            AS leg (turn, account_id, other_account_id, amount, balance)
                        ORDER BY place, turn
                        """)
                .bind("currency", money.currency().getCurrencyCode())
                .bind("outside", Movement.OUTSIDE)
                .bind("owners", column(balances, OpeningBalance::owner, UUID[]::new))
                .bind("amounts", column(balances, OpeningBalance::amount, Long[]::new))
                .bind("times", column(balances, balance -> time(balance.at()), OffsetDateTime[]::new))
                .bind("movementIds", column(balances, OpeningBalances::idOf, UUID[]::new))
                .then();
    }

    /** Name-based (RFC 9562, version 5), in the name space of the owner. */
    private static UUID idOf(OpeningBalance balance) {
        return Generators.nameBasedGenerator(balance.owner()).generate("opening");
    }
}
