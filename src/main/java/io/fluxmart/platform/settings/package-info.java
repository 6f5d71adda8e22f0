/**
 * Decides whether a node has what it needs to start, before anything else is made.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.settings;

import org.jspecify.annotations.NullMarked;
