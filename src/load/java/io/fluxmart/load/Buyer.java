package io.fluxmart.load;

import java.util.UUID;

/** A user who has signed in. */
public record Buyer(UUID id, String token) {}
