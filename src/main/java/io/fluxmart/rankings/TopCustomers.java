package io.fluxmart.rankings;

import io.fluxmart.money.Money;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.rankings.OrderSumsStore.Person;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The customers who spent most. Closed accounts keep their place in the ranking and are not shown. */
@Component
class TopCustomers {

    /** So many closed accounts cost nothing more; when there are more of them, more is read. */
    private static final int SPARE = 20;

    private static final int MORE = 4;

    private final RankingStore rankings;
    private final Recount recount;
    private final OrderSumsStore orders;
    private final MoneySettings money;

    TopCustomers(RankingStore rankings, Recount recount, OrderSumsStore orders, MoneySettings money) {
        this.rankings = rankings;
        this.recount = recount;
        this.orders = orders;
        this.money = money;
    }

    /** Who spent most first, then by id. Without Redis, as PostgreSQL adds up. */
    Mono<List<TopCustomer>> list(int limit) {
        return inRedis(limit, limit + SPARE)
                .onErrorResume(Unavailable.class, away -> Mono.empty())
                .switchIfEmpty(Mono.defer(recount::topSpenders).flatMap(this::name))
                .map(customers -> customers.subList(0, Math.min(limit, customers.size())));
    }

    private Mono<List<TopCustomer>> inRedis(int limit, int count) {
        return rankings.listTopSpenders(count)
                .flatMap(spenders -> name(spenders)
                        .flatMap(named -> named.size() >= limit || spenders.size() < count
                                ? Mono.just(named)
                                : inRedis(limit, count * MORE)));
    }

    private Mono<List<TopCustomer>> name(List<CustomerSpending> spenders) {
        return orders.findPeople(spenders.stream().map(CustomerSpending::userId).toList())
                .map(people -> spenders.stream()
                        .flatMap(spender ->
                                Optional.ofNullable(people.get(spender.userId()))
                                        .map(person -> show(spender, person))
                                        .stream())
                        .toList());
    }

    private TopCustomer show(CustomerSpending spender, Person person) {
        return new TopCustomer(
                person.id(),
                person.username(),
                person.email(),
                new Money(spender.spent(), money.currency()),
                spender.orders());
    }

    /**
     * One of them.
     *
     * @param spent total of their orders that stand, paid or not
     * @param orders their number
     */
    record TopCustomer(UUID userId, String username, String email, Money spent, long orders) {}
}
