/**
 * Decides which figures administrators see: sales, orders by day, customers.
 * Its data: none of its own; it reads PostgreSQL, tables orders, order_items, products and users.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.reports;

import org.jspecify.annotations.NullMarked;
