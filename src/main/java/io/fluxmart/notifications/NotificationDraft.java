package io.fluxmart.notifications;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/notifications}: to one user, or without {@code userId} to everybody. */
record NotificationDraft(
        @NotBlank
        @Size(max = 64)
        @Pattern(
                regexp =
                        "(?=.{1,64}$)(?!(?:connected|reset|drain)$|(?:catalogue|order|product|transfer|user|wallet)\\.)[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)*",
                message = "must be lower-case words joined by dots or underscores, and none of the service's own")
        @Nullable
        String type,

        @NotNull @Nullable Map<String, Object> data,
        @Nullable UUID userId) {}
