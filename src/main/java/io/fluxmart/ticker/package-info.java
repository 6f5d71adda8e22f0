/**
 * Decides who hears of which price and stock, how often, and what a reader missed.
 * Its data: none; it reads products through their room, and the event log.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.ticker;

import org.jspecify.annotations.NullMarked;
