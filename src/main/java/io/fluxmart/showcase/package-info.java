/**
 * Decides what the page of a product shows: the product, and the details that its kind has.
 * Its data: MongoDB, collection product_details; the product itself is asked of the catalogue.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.showcase;

import org.jspecify.annotations.NullMarked;
