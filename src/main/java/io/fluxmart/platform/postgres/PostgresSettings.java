package io.fluxmart.platform.postgres;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the PostgreSQL connections; the pool's own are {@code spring.r2dbc.pool.*}.
 *
 * @param maxPendingAcquires how many requests may wait for a connection before the next is refused at once
 * @param statementTimeout the server gives up on a statement after this
 * @param lockTimeout the server gives up waiting for a row lock after this
 * @param idleInTransactionTimeout the server ends a session that holds a transaction open and says nothing for this long
 * @param migrationLockTimeout a change of the schema gives up waiting for a lock after this, and so does the start that made
 *     it; less than what requests wait, which all queue behind it
 * @param startPatience how long a start that migrates waits for PostgreSQL to be there
 * @param slowQuery statements that take longer are logged
 * @param poolReport how often the log says how full the pool is
 */
@Validated
@ConfigurationProperties("fluxmart.postgres")
public record PostgresSettings(
        @Min(1) @DefaultValue("500") int maxPendingAcquires,
        @NotNull @DefaultValue("5s") Duration statementTimeout,
        @NotNull @DefaultValue("3s") Duration lockTimeout,
        @NotNull @DefaultValue("10s") Duration idleInTransactionTimeout,
        @NotNull @DefaultValue("2s") Duration migrationLockTimeout,
        @NotNull @DefaultValue("5m") Duration startPatience,
        @NotNull @DefaultValue("200ms") Duration slowQuery,
        @NotNull @DefaultValue("1m") Duration poolReport) {}
