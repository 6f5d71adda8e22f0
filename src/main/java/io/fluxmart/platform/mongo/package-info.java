/**
 * Decides how MongoDB is reached, tells what the server at hand can do, and creates its indexes.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.mongo;

import org.jspecify.annotations.NullMarked;
