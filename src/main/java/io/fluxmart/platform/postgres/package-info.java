/**
 * Decides how PostgreSQL is reached: pool, time limits, slow-query log, writes that outlive their client,
 * changes of the schema.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.postgres;

import org.jspecify.annotations.NullMarked;
