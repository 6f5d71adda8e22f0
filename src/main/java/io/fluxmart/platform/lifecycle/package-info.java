/**
 * Decides what goes on when nobody waits for it any more, what runs by itself, and what a shutdown waits for.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
