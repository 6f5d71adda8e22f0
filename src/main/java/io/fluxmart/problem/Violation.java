package io.fluxmart.problem;

/**
 * One field at fault.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, or {@code ?name} for a query parameter
 * @param code stable word that a program can act on
 * @param message sentence for a person
 */
public record Violation(String pointer, String code, String message) {}
