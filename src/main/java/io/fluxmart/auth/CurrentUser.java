package io.fluxmart.auth;

import io.fluxmart.credentials.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, as their access token or session says.
 *
 * @param generation of tokens and sessions; a ban, for one, begins a new one, and older ones are void
 * @param signedInUntil when the token or session expires; a stream that was opened with it ends then
 */
public record CurrentUser(UUID id, Set<Role> roles, long generation, Instant signedInUntil) {

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    /** Whether they may edit and remove what others wrote; administrators may. */
    public boolean isModerator() {
        return roles.contains(Role.MODERATOR) || isAdmin();
    }
}
