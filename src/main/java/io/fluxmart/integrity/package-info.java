/**
 * Decides whether the books are in order: between orders, their lines and history, wallets and the ledger, and the event log.
 * Reads PostgreSQL in one snapshot; owns no data and changes none.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.integrity;

import org.jspecify.annotations.NullMarked;
