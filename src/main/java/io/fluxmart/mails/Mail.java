package io.fluxmart.mails;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail as administrators see it.
 *
 * @param eventSeq the event that it tells of
 * @param kind the event's type
 * @param subject null, as is the body, when the account was closed before the mail was written
 */
record Mail(
        long eventSeq,
        UUID userId,
        String kind,
        UUID orderId,
        @Nullable String subject,
        @Nullable String body,
        Instant renderedAt) {}
