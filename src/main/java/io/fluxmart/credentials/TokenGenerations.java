package io.fluxmart.credentials;

import io.fluxmart.platform.postgres.DetachedWrites;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells from which generation on somebody's tokens and sessions are good (docs/adr/0013). */
@Component
public class TokenGenerations {

    private final CredentialStore credentials;
    private final DetachedWrites writes;

    TokenGenerations(CredentialStore credentials, DetachedWrites writes) {
        this.credentials = credentials;
        this.writes = writes;
    }

    /** Ends every token and session of the user, and with them their streams, on all nodes within seconds. */
    public Mono<Void> beginNext(UUID userId) {
        return writes.run(credentials.beginNextGeneration(userId));
    }

    /** The current generation of those whose older tokens became void within that time. */
    public Mono<Map<UUID, Long>> listVoided(Duration within) {
        return credentials.listVoided(within);
    }
}
