/**
 * Decides how Redis is reached: nothing waits for it, nothing important rests on it.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.redis;

import org.jspecify.annotations.NullMarked;
