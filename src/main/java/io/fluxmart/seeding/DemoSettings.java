package io.fluxmart.seeding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Demonstration data: users with a published password, and a small shop. Off unless switched on.
 *
 * @param enabled whether they are seeded at start
 * @param users beside the fixed ones
 * @param details whether the products get details
 */
@Validated
@ConfigurationProperties("fluxmart.demo")
public record DemoSettings(
        @DefaultValue("false") boolean enabled,
        @Min(0) @Max(10_000) @DefaultValue("20") int users,
        @Min(1) @Max(10_000) @DefaultValue("300") int products,
        @Min(0) @Max(100_000) @DefaultValue("200") int orders,
        @Min(0) @Max(10_000) @DefaultValue("80") int reviews,
        @Min(0) @Max(2_000) @DefaultValue("30") int posts,
        @DefaultValue("true") boolean details) {

    SeedPlan plan() {
        return new SeedPlan(users, products, orders, reviews, posts, details, SeedPlan.RANDOM_SEED);
    }
}
