package io.fluxmart.platform.migrations;

import java.util.List;

/**
 * What taking a change back would mean.
 *
 * @param losses the statements or commands after which data may be gone; empty when nothing is lost
 */
public record Undoing(String name, List<String> losses) {}
