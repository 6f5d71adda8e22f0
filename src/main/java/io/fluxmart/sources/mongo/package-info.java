/**
 * Decides how a MongoDB database is read: page by page through every type of id.
 * Its data: none of its own.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.sources.mongo;

import org.jspecify.annotations.NullMarked;
