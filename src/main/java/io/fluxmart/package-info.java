/** Where the service starts, and the table of contents of its API. */
@NullMarked
package io.fluxmart;

import org.jspecify.annotations.NullMarked;
