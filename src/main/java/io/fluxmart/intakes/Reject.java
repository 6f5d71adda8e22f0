package io.fluxmart.intakes;

import io.fluxmart.sources.SourceId;

/**
 * Why a row stays out.
 *
 * @param field a dotted path in the source's own names: {@code profile.firstName}, {@code items.0.sku}
 * @param reason a sentence; never the value, which may be personal
 */
public record Reject(SourceId row, String field, String reason) {}
