package io.fluxmart.platform.mongo;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of what requests ask of MongoDB; those of the driver's pool are options of {@code spring.mongodb.uri}.
 *
 * @param timeLimit a request waits this long for an operation, finding a server included
 * @param maxUnderWay how many operations may be under way or waiting for a connection before the next is refused at once
 * @param maxScans how many of those that look at a whole collection may be; they have room of their own, and leave the
 *     pool's other connections to everybody else
 * @param migrateAtStart whether a node applies the changes of {@code db/mongo/changes} that are pending; false where others
 *     do, with the command {@code migrate up}
 * @param slowCommand commands that take longer are logged
 */
@Validated
@ConfigurationProperties("fluxmart.mongo")
public record MongoSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("5s")
        Duration timeLimit,

        @Min(1) @DefaultValue("500") int maxUnderWay,
        @Min(1) @DefaultValue("5") int maxScans,
        @DefaultValue("true") boolean migrateAtStart,
        @NotNull @DefaultValue("200ms") Duration slowCommand) {}
