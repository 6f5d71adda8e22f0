package io.fluxmart.sources;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it came, without any rule of ours.
 *
 * @param values by the source's own names of fields, nested ones as maps; values are null, {@link String}, {@link Boolean},
 *     {@link Long}, {@link java.math.BigDecimal}, {@link java.time.Instant}, {@link SourceId}, or lists and maps of these, and nothing else
 */
public record SourceRow(SourceId id, Map<String, @Nullable Object> values) {}
