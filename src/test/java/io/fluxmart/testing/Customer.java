package io.fluxmart.testing;

import java.util.UUID;

/** Somebody who is signed in. */
public record Customer(UUID id, String token) {}
