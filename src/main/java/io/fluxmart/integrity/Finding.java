package io.fluxmart.integrity;

/**
 * A row that breaks a rule.
 *
 * @param what which row, and how; ids and numbers, nothing personal
 */
public record Finding(String rule, String what) {}
