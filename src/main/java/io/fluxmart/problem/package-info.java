/**
 * Decides how the domain says no: a failure has a kind, a stable code and the fields at fault, and knows no HTTP.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.problem;

import org.jspecify.annotations.NullMarked;
