package io.fluxmart.credentials;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Somebody whose older tokens and sessions have become void.
 *
 * @param generation the first that is still good
 * @param at when, by the clock of the database; its transaction may have committed seconds later
 */
public record VoidedGeneration(UUID userId, long generation, OffsetDateTime at) {}
