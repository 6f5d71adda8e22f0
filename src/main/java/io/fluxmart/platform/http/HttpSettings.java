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
 * @param trustedOrigins of this shop's own pages, as browsers write them ({@code https://shop.example.com}), where a proxy
 *     does not pass {@code Host} on or the pages are served by another host of the same site. Pages of other sites are not
 *     meant: browsers keep the cookie from them, and no other origin may read what is answered (CORS)
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
