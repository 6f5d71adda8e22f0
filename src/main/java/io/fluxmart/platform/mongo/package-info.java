/**
 * Decides how MongoDB is reached, and tells what the server at hand can do.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.mongo;

import org.jspecify.annotations.NullMarked;
