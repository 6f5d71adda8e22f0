package io.fluxmart.mails;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that has no mail yet.
 *
 * @param eventType of any version, this one's or a later one's
 * @param firstName the recipient's, at this moment; null when the account is closed
 * @param facts JSON
 */
record OwedMail(
        long eventSeq,
        UUID userId,
        String eventType,
        String facts,
        @Nullable String firstName) {}
