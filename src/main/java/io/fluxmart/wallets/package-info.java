/**
 * Decides whether money moves: balances, transfers, deposits, and the ledger that payments and refunds go through.
 * Its data: PostgreSQL, tables wallets and ledger_entries.
 * Publishes transfer.sent, transfer.received, wallet.deposited.
 */
@NullMarked
package io.fluxmart.wallets;

import org.jspecify.annotations.NullMarked;
