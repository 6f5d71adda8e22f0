/**
 * Decides nothing; names what the migrations of the stores have in common.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.migrations;

import org.jspecify.annotations.NullMarked;
