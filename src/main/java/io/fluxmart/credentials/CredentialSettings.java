package io.fluxmart.credentials;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are hashed.
 *
 * @param hashingThreads passwords hashed at once, each taking its memory and a core
 * @param hashingQueue passwords that may wait; the next is refused with 503
 * @param hashingMemory KiB for one hash
 * @param hashingPasses over that memory. 19 MiB and 2 passes are the least for production (OWASP Password Storage Cheat
 *     Sheet); what is stored tells by which figures it was made, so that they can be raised at any time
 */
@Validated
@ConfigurationProperties("fluxmart.credentials")
public record CredentialSettings(
        @Min(1) @Max(64) @DefaultValue("2") int hashingThreads,
        @Min(1) @DefaultValue("64") int hashingQueue,
        @Min(1_024) @Max(999_999) @DefaultValue("19456") int hashingMemory,
        @Min(1) @Max(99) @DefaultValue("2") int hashingPasses) {}
