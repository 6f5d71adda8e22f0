package io.fluxmart.posts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How large a post may grow.
 *
 * @param maxComments on one post; a thousand of the longest still fit into the 16 MB of one document
 */
@Validated
@ConfigurationProperties("fluxmart.posts")
public record PostSettings(
        @Min(1) @Max(1_000) @DefaultValue("500") long maxComments) {}
