/**
 * Decides how MongoDB is reached, tells what the server at hand can do, and changes its indexes and documents.
 * Its data: which changes were applied, in MongoDB. Publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.mongo;

import org.jspecify.annotations.NullMarked;
