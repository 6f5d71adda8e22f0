/**
 * Decides who works on an import and how far it is, whatever happens meanwhile; what becomes of a row is decided by intakes.
 * Its data: imports, import_steps, import_rejects in PostgreSQL.
 * Publishes nothing; rankings are rebuilt after orders came in.
 */
@NullMarked
package io.fluxmart.imports;

import org.jspecify.annotations.NullMarked;
