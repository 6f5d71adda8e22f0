package io.fluxmart.rankings;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the rankings follow the event log.
 *
 * @param interval how often a node looks after the rankings when nothing wakes it
 * @param turn how long the node that follows the log may be silent before another takes its place; several intervals
 * @param rebuildLock how long a rebuild outlives the node that ran it, before another may begin
 * @param rebuildStatementTimeout the server gives up on a statement of a rebuild after this; each reads all orders
 * @param rebuildReserve what a rebuild may take beyond its two long statements, before it is given up from here; the server
 *     does not end the statement of a connection that died silently
 * @param recountAfter how old an answer without Redis may be: for so long PostgreSQL is not asked again
 */
@Validated
@ConfigurationProperties("fluxmart.rankings")
public record RankingSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("1s")
        Duration interval,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration turn,

        @NotNull @DurationMin(millis = 100) @DefaultValue("30s")
        Duration rebuildLock,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("5m")
        Duration rebuildStatementTimeout,

        @NotNull @DurationMin(millis = 1) @DefaultValue("15s")
        Duration rebuildReserve,

        @NotNull @DurationMin(millis = 1) @DefaultValue("5s")
        Duration recountAfter) {

    /** How long a rebuild may take at most. */
    Duration rebuildTimeLimit() {
        return rebuildStatementTimeout.multipliedBy(2).plus(rebuildReserve);
    }
}
