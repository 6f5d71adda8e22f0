package io.fluxmart.credentials;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells from which generation on somebody's tokens are good (docs/adr/0013). */
@Component
public class TokenGenerations {

    private final CredentialStore credentials;

    TokenGenerations(CredentialStore credentials) {
        this.credentials = credentials;
    }

    /** The current generation of those whose older tokens became void within that time. */
    public Mono<Map<UUID, Long>> listVoided(Duration within) {
        return credentials.listVoided(within);
    }
}
