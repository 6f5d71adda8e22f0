package io.fluxmart.imports;

import io.fluxmart.sources.Entity;

/**
 * Why a source row stayed out, one for each field at fault.
 *
 * @param id grows with time
 * @param row the id that it has in the source
 */
public record RejectedRow(long id, Entity entity, String row, String field, String reason) {}
