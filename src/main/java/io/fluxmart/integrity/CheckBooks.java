package io.fluxmart.integrity;

import io.fluxmart.integrity.Verdict.Extent;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at all rules in one snapshot: what commits meanwhile is seen by all of them or by none. Changes nothing. */
@Component
public class CheckBooks {

    /** Of one rule; more would tell no more. */
    public static final int MOST_FINDINGS = 100;

    private final BookStore books;
    private final TransactionalOperator oneSnapshot;

    CheckBooks(BookStore books, ReactiveTransactionManager transactions) {
        this.books = books;
        DefaultTransactionDefinition reading = new DefaultTransactionDefinition();
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setReadOnly(true);
        this.oneSnapshot = TransactionalOperator.create(transactions, reading);
    }

    /** Each rule reads whole tables: minutes, where there are millions of orders. */
    public Mono<Verdict> run() {
        return books.measure().flatMap(this::judge).as(oneSnapshot::transactional);
    }

    private Mono<Verdict> judge(Extent extent) {
        return Flux.fromIterable(Rule.all())
                .concatMap(rule -> books.listFindings(rule, MOST_FINDINGS))
                .collectList()
                .map(findings -> Verdict.of(extent, List.copyOf(findings)));
    }
}
