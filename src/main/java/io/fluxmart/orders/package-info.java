/**
 * Decides who bought what, and each step of an order from placed to delivered or cancelled, each one transaction.
 * Its data: PostgreSQL, tables orders, order_items and order_transitions.
 * Publishes order.placed, order.paid, order.shipped, order.delivered and order.cancelled.
 */
@NullMarked
package io.fluxmart.orders;

import org.jspecify.annotations.NullMarked;
