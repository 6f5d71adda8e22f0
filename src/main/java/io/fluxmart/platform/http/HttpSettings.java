package io.fluxmart.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands between the clients and this node.
 *
 * @param trustedHops how many proxies of our own every request passes, each of which adds the address that it was called
 *     from to {@code X-Forwarded-For}; 0 when clients connect to the node itself
 */
@Validated
@ConfigurationProperties("fluxmart.http")
public record HttpSettings(
        @Min(0) @Max(10) @DefaultValue("0") int trustedHops) {}
