package io.fluxmart.platform.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import reactor.pool.PoolMetricsRecorder;

/**
 * How long it takes to get a connection, where one had to be waited for, and to make one. The pool counts in milliseconds.
 * {@code fluxmart.postgres.acquire} and {@code fluxmart.postgres.connect}, both by {@code outcome}.
 */
final class PoolTimes implements PoolMetricsRecorder {

    private final Timer acquired;
    private final Timer notAcquired;
    private final Timer connected;
    private final Timer notConnected;

    PoolTimes(MeterRegistry meters) {
        this.acquired = timer("fluxmart.postgres.acquire", "Waiting for a connection of the pool", "success", meters);
        this.notAcquired =
                timer("fluxmart.postgres.acquire", "Waiting for a connection of the pool", "failure", meters);
        this.connected = timer("fluxmart.postgres.connect", "Making a connection", "success", meters);
        this.notConnected = timer("fluxmart.postgres.connect", "Making a connection", "failure", meters);
    }

    private static Timer timer(String name, String description, String outcome, MeterRegistry meters) {
        return Timer.builder(name)
                .description(description)
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void recordPendingSuccessAndLatency(long millis) {
        acquired.record(Duration.ofMillis(millis));
    }

    @Override
    public void recordPendingFailureAndLatency(long millis) {
        notAcquired.record(Duration.ofMillis(millis));
    }

    @Override
    public void recordAllocationSuccessAndLatency(long millis) {
        connected.record(Duration.ofMillis(millis));
    }

    @Override
    public void recordAllocationFailureAndLatency(long millis) {
        notConnected.record(Duration.ofMillis(millis));
    }

    @Override
    public void recordResetLatency(long millis) {}

    @Override
    public void recordDestroyLatency(long millis) {}

    @Override
    public void recordRecycled() {}

    @Override
    public void recordLifetimeDuration(long millis) {}

    @Override
    public void recordIdleTime(long millis) {}

    @Override
    public void recordSlowPath() {}

    @Override
    public void recordFastPath() {}
}
