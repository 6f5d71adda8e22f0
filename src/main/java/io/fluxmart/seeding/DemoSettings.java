package io.fluxmart.seeding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Demonstration data: users with a published password and a catalogue. Off unless switched on.
 *
 * @param enabled whether they are planted at start
 * @param products how many products
 */
@ConfigurationProperties("fluxmart.demo")
public record DemoSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("300") int products) {}
