/**
 * Decides how amounts are written, added and compared: integer minor units, one currency a sum.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.money;

import org.jspecify.annotations.NullMarked;
