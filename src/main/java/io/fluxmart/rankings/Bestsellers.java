package io.fluxmart.rankings;

import io.fluxmart.money.Money;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.products.Offer;
import io.fluxmart.products.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The products that sold most, at the prices of the moment. */
@Component
class Bestsellers {

    private final RankingStore rankings;
    private final Recount recount;
    private final Stock stock;

    Bestsellers(RankingStore rankings, Recount recount, Stock stock) {
        this.rankings = rankings;
        this.recount = recount;
        this.stock = stock;
    }

    /** Most sold first, then by id. Without Redis, as PostgreSQL adds up. */
    Mono<List<Bestseller>> list(int limit) {
        return rankings.listMostSold(limit)
                .onErrorResume(Unavailable.class, away -> Mono.empty())
                .switchIfEmpty(Mono.defer(recount::mostSold))
                .map(sales -> sales.subList(0, Math.min(limit, sales.size())))
                .flatMap(sales -> stock.look(
                                sales.stream().map(ProductSales::productId).toList())
                        .map(offers -> rank(sales, offers)));
    }

    /** Only products of a demonstration are ever deleted; another comes from another database, as before a restore. */
    private static List<Bestseller> rank(List<ProductSales> sales, Map<Long, Offer> offers) {
        List<Bestseller> ranked = new ArrayList<>();
        for (ProductSales sale : sales) {
            Offer offer = offers.get(sale.productId());
            if (offer != null) {
                ranked.add(Bestseller.of(ranked.size() + 1, sale, offer));
            }
        }
        return ranked;
    }

    /**
     * One of them.
     *
     * @param rank from 1
     * @param sold pieces in orders that stand
     */
    record Bestseller(int rank, long productId, String name, Money price, int stock, long sold) {

        private static Bestseller of(int rank, ProductSales sale, Offer offer) {
            return new Bestseller(rank, sale.productId(), offer.name(), offer.price(), offer.stock(), sale.sold());
        }
    }
}
