package io.fluxmart.sessions;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.credentials.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.session.Session;

/** What a session keeps, as plain texts. */
final class SessionAttributes {

    private static final String USER = "userId";
    private static final String ROLES = "roles";
    private static final String GENERATION = "generation";
    private static final String SIGNED_IN_UNTIL = "signedInUntil";
    private static final String CSRF_TOKEN = "csrfToken";

    private SessionAttributes() {}

    static void write(Session session, CurrentUser user, String csrfToken) {
        session.setAttribute(USER, user.id().toString());
        session.setAttribute(ROLES, user.roles().stream().map(Role::word).collect(Collectors.joining(",")));
        session.setAttribute(GENERATION, String.valueOf(user.generation()));
        session.setAttribute(SIGNED_IN_UNTIL, user.signedInUntil().toString());
        session.setAttribute(CSRF_TOKEN, csrfToken);
    }

    /**
     * @param lifetime of sessions on this node, which remembers no longer who was signed out: a session that was to live
     *     longer ends with it
     */
    static UserSession read(Session session, Duration lifetime) {
        Instant until = Instant.parse(session.<String>getRequiredAttribute(SIGNED_IN_UNTIL));
        Instant latest = session.getCreationTime().plus(lifetime);
        CurrentUser user = new CurrentUser(
                UUID.fromString(session.getRequiredAttribute(USER)),
                roles(session.getRequiredAttribute(ROLES)),
                Long.parseLong(session.getRequiredAttribute(GENERATION)),
                until.isBefore(latest) ? until : latest);
        return new UserSession(session.getId(), user, session.getRequiredAttribute(CSRF_TOKEN));
    }

    private static Set<Role> roles(String words) {
        return Role.of(words.split(","));
    }
}
