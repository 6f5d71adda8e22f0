package io.fluxmart.imports;

/**
 * The id of a row in its source.
 *
 * @param type as the source names it: {@code number}, {@code string}, {@code objectId}, {@code uuid}
 * @param text its value, in the one way of writing it that the type has
 */
public record SourceId(String type, String text) {}
