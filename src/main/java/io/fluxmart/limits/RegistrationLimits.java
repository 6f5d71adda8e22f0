package io.fluxmart.limits;

import io.fluxmart.platform.http.ClientAddress;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Bounds how many accounts one address can open, or find out to be there. */
@Component
public final class RegistrationLimits {

    private final Limit registrations;
    private final RateLimits limits;
    private final ClientAddress addresses;

    RegistrationLimits(LimitSettings settings, RateLimits limits, ClientAddress addresses) {
        this.registrations = Limit.of("registrations", settings.registrations());
        this.limits = limits;
        this.addresses = addresses;
    }

    /** To be asked before the password is hashed; {@link RateLimited} (429) when there were too many. */
    public Mono<Void> require(ServerRequest request) {
        String address = addresses.of(request.exchange().getRequest());
        return limits.require(request.exchange(), registrations.to(address));
    }
}
