package io.fluxmart.credentials;

import java.util.Set;
import java.util.UUID;

/**
 * Whom a login turned out to be.
 *
 * @param generation of tokens and sessions that are good at this moment
 */
public record Identity(UUID userId, Set<Role> roles, long generation) {}
