package io.fluxmart.users;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user about to be inserted. */
record NewUser(
        UUID id,
        String username,
        String email,
        String passwordHash,
        String firstName,
        @Nullable String lastName) {}
