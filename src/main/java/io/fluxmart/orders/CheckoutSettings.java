package io.fluxmart.orders;

import io.fluxmart.platform.lifecycle.GroupCommit;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How orders are gathered into transactions. Each lane takes a connection of the pool while it works.
 *
 * @param lanes transactions at once; as many again for orders whose products another transaction holds
 * @param maxBatch orders in one transaction; 1 turns batching off
 * @param maxWaiting orders that wait for a lane on this node; the next is refused with 503
 */
@Validated
@ConfigurationProperties("fluxmart.checkout")
public record CheckoutSettings(
        @Min(1) @Max(100) @DefaultValue("1") int lanes,
        @Min(1) @Max(1_000) @DefaultValue("128") int maxBatch,
        @Min(1) @Max(100_000) @DefaultValue("2000") int maxWaiting) {

    GroupCommit.Bounds bounds() {
        return new GroupCommit.Bounds(lanes, maxBatch, maxWaiting);
    }
}
