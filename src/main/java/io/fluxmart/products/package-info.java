/**
 * Decides what is for sale, at which price, and how much of it is left.
 * Its data: PostgreSQL, tables categories and products.
 * Publishes product.changed and catalogue.planted, which only nodes hear.
 */
@NullMarked
package io.fluxmart.products;

import org.jspecify.annotations.NullMarked;
