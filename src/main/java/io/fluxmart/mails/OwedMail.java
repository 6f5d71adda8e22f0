package io.fluxmart.mails;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that has no mail yet.
 *
 * @param firstName the recipient's, at this moment; null when the account is closed
 * @param facts JSON
 */
record OwedMail(
        long eventSeq,
        UUID userId,
        MailKind kind,
        String facts,
        @Nullable String firstName) {}
