package io.fluxmart.idempotency;

import java.util.UUID;

/**
 * One key of one user, and what it stands for.
 *
 * @param fingerprint SHA-256 over the operation and its body: the same key with another fingerprint is a mistake
 */
public record Claim(UUID userId, String key, byte[] fingerprint) {}
