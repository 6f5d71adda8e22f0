/**
 * Decides who sells and buys most: products by pieces, customers by what they spent, in orders that stand.
 * Its data: Redis, sorted sets that follow the event log; PostgreSQL's orders are the truth they are rebuilt from.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.rankings;

import org.jspecify.annotations.NullMarked;
