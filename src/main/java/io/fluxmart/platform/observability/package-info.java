/**
 * Decides what every log line carries, and how often the log says that a store is away.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.observability;

import org.jspecify.annotations.NullMarked;
