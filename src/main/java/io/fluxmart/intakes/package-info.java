/**
 * Decides what of a foreign row becomes a user, a post or an order, and why another stays out.
 * Its data: none of its own.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.intakes;

import org.jspecify.annotations.NullMarked;
