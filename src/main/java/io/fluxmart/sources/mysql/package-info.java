/**
 * Decides how a MySQL or MariaDB database is read: columns by name, pages out of the index, orders by one join.
 * Its data: none of its own.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.sources.mysql;

import org.jspecify.annotations.NullMarked;
