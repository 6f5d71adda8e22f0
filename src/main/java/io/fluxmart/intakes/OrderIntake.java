package io.fluxmart.intakes;

import io.fluxmart.orders.PastOrder;
import io.fluxmart.orders.RecordPastOrders;
import io.fluxmart.products.Article;
import io.fluxmart.products.Articles;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.wallets.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes in orders of products that our catalogue has. What is in stock is what is left after the open ones, so that stock
 * stays as it is; open orders live on here.
 */
@Component
class OrderIntake implements Intake {

    /**
     * What is here already.
     *
     * @param balances of users, in minor units
     */
    private record Here(Set<UUID> orders, Map<UUID, Long> balances, Map<String, Article> articles) {

        boolean has(SourceOrder order) {
            return orders.contains(order.id());
        }
    }

    private final OrderRows rows;
    private final KnownUsers users;
    private final Articles articles;
    private final RecordPastOrders orders;

    OrderIntake(OrderRows rows, KnownUsers users, Articles articles, RecordPastOrders orders) {
        this.rows = rows;
        this.users = users;
        this.articles = articles;
        this.orders = orders;
    }

    @Override
    public Entity entity() {
        return Entity.ORDERS;
    }

    @Override
    public Mono<Taken> take(UUID importId, String source, List<SourceRow> batch) {
        return missing(source, batch, buyers -> users.balances(buyers, source))
                .flatMap(missing ->
                        orders.insertMissing(missing.read()).map(added -> new Taken(added.size(), missing.rejects())));
    }

    @Override
    public Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> batch) {
        return missing(source, batch, buyers -> users.balances(rehearsal, buyers, source))
                .map(missing -> new Taken(missing.read().size(), missing.rejects()));
    }

    private Mono<Reading<PastOrder>> missing(
            String source, List<SourceRow> batch, Function<Stream<Reference>, Mono<Map<UUID, Long>>> lookUp) {
        Reading<SourceOrder> reading = rows.read(source, batch);
        return here(reading.read(), lookUp)
                .map(here -> reading.without(here::has)
                        .then(SourceOrder::row, (order, fields) -> resolve(order, here, source, fields)));
    }

    private Mono<Here> here(List<SourceOrder> read, Function<Stream<Reference>, Mono<Map<UUID, Long>>> lookUp) {
        List<UUID> ids = read.stream().map(SourceOrder::id).toList();
        List<String> skus = read.stream()
                .flatMap(order -> order.lines().stream())
                .map(SourceLine::sku)
                .distinct()
                .toList();
        return orders.listPresent(ids)
                .flatMap(there -> lookUp.apply(read.stream().map(SourceOrder::buyer))
                        .zipWhen(any -> articles.find(skus), (balances, sold) -> new Here(there, balances, sold)));
    }

    private static PastOrder resolve(SourceOrder order, Here here, String source, Fields fields) {
        UUID buyer = order.buyer().likeliest(here.balances.keySet(), source);
        Long balance = here.balances.get(buyer);
        if (balance == null) {
            fields.reject(order.buyer().field(), "its user was not imported");
        } else if (order.isPaid() && order.total() > Ledger.MAX_BALANCE - balance) {
            fields.reject(order.totalField(), "is more than the wallet of its user can hold");
        }
        List<PastOrder.Line> lines = order.lines().stream()
                .flatMap(line -> resolve(line, here.articles, fields).stream())
                .toList();
        return new PastOrder(order.id(), buyer, order.status(), order.placedAt(), lines);
    }

    private static Optional<PastOrder.Line> resolve(SourceLine line, Map<String, Article> articles, Fields fields) {
        Optional<Article> article = Optional.ofNullable(articles.get(line.sku()));
        if (article.isEmpty()) {
            fields.reject(line.skuField(), "no product has this SKU");
        }
        return article.map(sold -> new PastOrder.Line(
                sold.id(), line.name() == null ? sold.name() : line.name(), line.quantity(), line.unitPrice()));
    }
}
