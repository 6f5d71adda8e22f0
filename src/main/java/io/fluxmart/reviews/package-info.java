/**
 * Decides who may rate a product, and what its rating is.
 * Its data: MongoDB, collections reviews and rating_summaries.
 * Publishes product.documents.changed, which only nodes hear.
 */
@NullMarked
package io.fluxmart.reviews;

import org.jspecify.annotations.NullMarked;
