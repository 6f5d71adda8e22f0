/**
 * Decides under which name others see who wrote something.
 * Its data: none of its own; reads names in PostgreSQL, table users.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.authors;

import org.jspecify.annotations.NullMarked;
