/**
 * Decides how a response body that has no end in sight is kept open, and what it costs meanwhile.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.streams;

import org.jspecify.annotations.NullMarked;
