package io.fluxmart.idempotency;

import java.util.UUID;

/**
 * One key of one user, and what it stands for.
 *
 * @param fingerprint SHA-256 over the operation and its body: the same key with another fingerprint is a mistake
 */
public record Claim(Key key, byte[] fingerprint) {

    /** What the header says is the user's own: another user's same word is another key. */
    public record Key(UUID userId, String word) {}

    public Claim(UUID userId, String word, byte[] fingerprint) {
        this(new Key(userId, word), fingerprint);
    }
}
