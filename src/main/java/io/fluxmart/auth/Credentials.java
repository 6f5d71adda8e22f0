package io.fluxmart.auth;

import java.util.Set;
import java.util.UUID;

/** What a login is checked against. */
record Credentials(UUID userId, String passwordHash, Set<Role> roles, boolean isActive, long tokenGeneration) {}
