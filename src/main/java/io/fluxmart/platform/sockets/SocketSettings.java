package io.fluxmart.platform.sockets;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may open a WebSocket from a page of another site.
 *
 * @param trustedOrigins as browsers write them, {@code https://app.example.com}; the service's own needs no mention
 */
@Validated
@ConfigurationProperties("fluxmart.sockets")
public record SocketSettings(
        @NotNull @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[^/?#@\\s]+",
                                message = "must be a scheme and a host, such as https://app.example.com")
                        String>
                trustedOrigins) {}
