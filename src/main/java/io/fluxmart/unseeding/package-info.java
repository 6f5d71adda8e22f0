/**
 * Decides what of the demonstration data can go again, and takes it away.
 * Its data: rows of users, wallets, ledger_entries, orders, products and categories; documents are asked of their rooms.
 * Publishes user.changed and product.changed, which only nodes hear.
 */
@NullMarked
package io.fluxmart.unseeding;

import org.jspecify.annotations.NullMarked;
