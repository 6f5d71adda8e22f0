/**
 * Puts a node under load and looks into its books afterwards; see docs/load-tests.md. Compiled by the profile {@code load}
 * only.
 */
@NullMarked
package io.fluxmart.load;

import org.jspecify.annotations.NullMarked;
