package io.fluxmart.reports;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.lifecycle.Places;
import io.fluxmart.problem.Unavailable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Reads that look at each order of a year. They have longer than other statements, and memory to sort in, so few run at once:
 * the next is refused. Whoever hangs up ends only their own waiting, since the connection is busy until the statement ends.
 */
@Component
class LongReads {

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final DetachedWork work;
    private final ReportSettings settings;
    private final Places places;

    LongReads(DatabaseClient database, TransactionalOperator transaction, DetachedWork work, ReportSettings settings) {
        this.database = database;
        this.transaction = transaction;
        this.work = work;
        this.settings = settings;
        this.places = new Places(settings.maxUnderWay());
    }

    <T> Mono<T> run(Mono<T> read) {
        return Mono.defer(() -> places.enter()
                ? work.run(withMeans(read).doOnTerminate(places::leave))
                : Mono.error(LongReads::tooMany));
    }

    private <T> Mono<T> withMeans(Mono<T> read) {
        return grantMeans().then(read).as(transaction::transactional);
    }

    /** For the rest of the transaction. */
    private Mono<Void> grantMeans() {
        return database.sql("""
                        SELECT set_config('statement_timeout', :limit, true), set_config('work_mem', :memory, true)
                        """)
                .bind("limit", settings.timeLimit().toMillis() + "ms")
                .bind("memory", settings.sortMemory().toKilobytes() + "kB")
                .then();
    }

    private static Unavailable tooMany() {
        return new Unavailable("too_many_reports", "Other reports are being made. Try again.");
    }
}
