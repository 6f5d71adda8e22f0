/**
 * Decides what every log line carries.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.observability;

import org.jspecify.annotations.NullMarked;
