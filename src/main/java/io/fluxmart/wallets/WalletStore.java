package io.fluxmart.wallets;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.money.Money;
import io.fluxmart.problem.InvalidRequest;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class WalletStore {

    private final DatabaseClient database;

    WalletStore(DatabaseClient database) {
        this.database = database;
    }

    /** Empty while no money has passed through. */
    Mono<Wallet> findOf(UUID userId) {
        return database.sql("""
                        SELECT balance, currency, updated_at, version FROM wallets WHERE user_id = :userId
                        """)
                .bind("userId", userId)
                .map(row -> new Wallet(
                        moneyIn(row, "balance"), instant(row, "updated_at"), required(row, "version", Long.class)))
                .one();
    }

    /** Fails when there is nobody with that id who may receive money: unknown, closed and barred look the same. */
    Mono<Void> requireRecipient(UUID userId, String pointer) {
        return database.sql("SELECT id FROM users WHERE id = :userId AND status = 'active' AND deleted_at IS NULL")
                .bind("userId", userId)
                .map(row -> required(row, "id", UUID.class))
                .one()
                .switchIfEmpty(Mono.error(
                        () -> InvalidRequest.because("unknown_recipient", pointer, "There is no such recipient.")))
                .then();
    }

    /** Newest first, one entry more than the limit where there is one. */
    Mono<List<LedgerEntry>> listOf(UUID userId, long before, int limit) {
        return database.sql("""
                        SELECT id, movement_id, kind, amount, currency, balance, other_account_id, order_id, created_at
                        FROM ledger_entries
                        WHERE account_id = :userId AND id < :before
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .bind("userId", userId)
                .bind("before", before)
                .bind("limit", limit + 1)
                .map(WalletStore::toEntry)
                .all()
                .collectList();
    }

    private static LedgerEntry toEntry(Readable row) {
        return new LedgerEntry(
                required(row, "id", Long.class),
                required(row, "movement_id", UUID.class),
                MovementKind.of(required(row, "kind", String.class)),
                moneyIn(row, "amount"),
                moneyIn(row, "balance"),
                userOrNull(required(row, "other_account_id", UUID.class)),
                row.get("order_id", UUID.class),
                instant(row, "created_at"));
    }

    private static @Nullable UUID userOrNull(UUID account) {
        return Movement.isOfTheHouse(account) ? null : account;
    }

    private static Money moneyIn(Readable row, String column) {
        return Money.of(required(row, column, Long.class), required(row, "currency", String.class));
    }
}
