/**
 * Decides what the page of a product shows: the product, the details that its kind has, and its rating.
 * Its data: MongoDB, collection product_details; product and rating are asked of their rooms.
 * Publishes product.documents.changed, which only nodes hear.
 */
@NullMarked
package io.fluxmart.showcase;

import org.jspecify.annotations.NullMarked;
