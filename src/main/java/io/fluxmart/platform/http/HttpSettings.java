package io.fluxmart.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands between the clients and this node.
 *
 * @param trustedHops how many proxies of our own every request passes, each of which adds the address that it was called
 *     from to {@code X-Forwarded-For}; 0 when clients connect to the node itself
 * @param trustedOrigins of pages of other sites that may use sessions and open WebSockets, as browsers write them:
 *     {@code https://app.example.com}. Needed for this site's own pages only where a proxy does not pass {@code Host} on
 */
@Validated
@ConfigurationProperties("fluxmart.http")
public record HttpSettings(
        @Min(0) @Max(10) @DefaultValue("0") int trustedHops,

        @NotNull @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[^/?#@\\s]+",
                                message = "must be a scheme and a host, such as https://app.example.com")
                        String>
                trustedOrigins) {}
