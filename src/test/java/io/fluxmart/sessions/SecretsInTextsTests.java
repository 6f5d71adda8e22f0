package io.fluxmart.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.credentials.Login;
import io.fluxmart.credentials.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What ends up in a message or a log by mistake holds no secret. */
class SecretsInTextsTests {

    private final CurrentUser user =
            new CurrentUser(UUID.randomUUID(), Set.of(Role.USER), 1, Instant.parse("2030-01-01T00:00:00Z"));
    private final UserSession session = new UserSession("the-id", user, "the-token");

    @Test
    void printsNeitherIdNorTokenNorPassword() {
        assertThat(session.toString()).contains(user.id().toString());
        for (Object secret :
                new Object[] {session, new SessionSignIn(session), SessionView.of(session), new Login("me", "the-word")
                }) {
            assertThat(secret.toString()).doesNotContain("the-id", "the-token", "the-word");
        }
    }
}
