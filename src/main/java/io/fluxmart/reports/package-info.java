/**
 * Decides which figures there are: sales, orders by day, customers, authors.
 * Its data: none of its own; it reads PostgreSQL, tables orders, order_items, products and users,
 * and MongoDB, collection posts.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.reports;

import org.jspecify.annotations.NullMarked;
