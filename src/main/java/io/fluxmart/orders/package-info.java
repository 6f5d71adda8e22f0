/**
 * Decides who bought what: checkout and cancellation, each one transaction.
 * Its data: PostgreSQL, tables orders and order_items.
 * Publishes order.placed and order.cancelled.
 */
@NullMarked
package io.fluxmart.orders;

import org.jspecify.annotations.NullMarked;
