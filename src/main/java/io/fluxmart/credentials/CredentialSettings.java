package io.fluxmart.credentials;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are hashed.
 *
 * @param hashingThreads passwords hashed at once, each taking 19 MiB and a core
 * @param hashingQueue passwords that may wait; the next is refused with 503
 */
@Validated
@ConfigurationProperties("fluxmart.credentials")
public record CredentialSettings(
        @Min(1) @Max(64) @DefaultValue("2") int hashingThreads,
        @Min(1) @DefaultValue("64") int hashingQueue) {}
