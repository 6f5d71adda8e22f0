/**
 * Decides what somebody means to buy, shows it at the prices of the moment, and has it ordered once.
 * Its data: Redis, one hash a user, gone after 30 days without a change.
 * Publishes nothing; the order does.
 */
@NullMarked
package io.fluxmart.carts;

import org.jspecify.annotations.NullMarked;
