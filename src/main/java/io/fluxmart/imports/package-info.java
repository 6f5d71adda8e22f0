/**
 * Decides what of a foreign database becomes users, posts and orders, and what does not.
 * Its data: imports, import_steps, import_rejects in PostgreSQL.
 * Publishes nothing; rankings are rebuilt after orders came in.
 */
@NullMarked
package io.fluxmart.imports;

import org.jspecify.annotations.NullMarked;
