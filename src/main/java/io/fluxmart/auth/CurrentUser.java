package io.fluxmart.auth;

import java.time.Instant;
import java.util.UUID;

/**
 * Who is asking, as their access token says.
 *
 * @param signedInUntil when the token expires; a stream that was opened with it ends then
 */
public record CurrentUser(UUID id, Instant signedInUntil) {}
