package io.fluxmart.platform.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes now and then into the log how full the pool is, for whoever has nothing but the log. */
@Component
class PoolReport {

    private static final Logger log = LoggerFactory.getLogger(PoolReport.class);
    private static final String INTERVAL = "${fluxmart.postgres.pool-report:1m}";

    private final ConnectionPool pool;

    PoolReport(ConnectionPool pool) {
        this.pool = pool;
    }

    @Scheduled(initialDelayString = INTERVAL, fixedRateString = INTERVAL)
    void write() {
        pool.getMetrics().ifPresent(PoolReport::write);
    }

    private static void write(PoolMetrics now) {
        log.info(
                "PostgreSQL pool: {} in use, {} idle, {} of {} allocated, {} waiting",
                now.acquiredSize(),
                now.idleSize(),
                now.allocatedSize(),
                now.getMaxAllocatedSize(),
                now.pendingAcquireSize());
    }
}
