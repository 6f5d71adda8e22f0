/** Measures the same orders and reads on Fluxmart and on baselines, in turns; see docs/load-tests.md. */
@NullMarked
package io.fluxmart.load.bench;

import org.jspecify.annotations.NullMarked;
