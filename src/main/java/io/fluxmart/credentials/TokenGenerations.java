package io.fluxmart.credentials;

import io.fluxmart.platform.postgres.DetachedWrites;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** Those whose older tokens became void after that time, or, where none is given, within that long. */
    public Mono<List<VoidedGeneration>> listVoided(@Nullable OffsetDateTime after, Duration within) {
        return credentials.listVoided(after, within);
    }
}
