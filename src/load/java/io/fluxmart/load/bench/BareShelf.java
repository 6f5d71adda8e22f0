package io.fluxmart.load.bench;

import io.fluxmart.load.bench.BareBatches.Verdict;
import io.fluxmart.load.bench.BareBatches.Waiting;
import io.fluxmart.load.bench.BareShop.Line;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The locked products of a batch, which orders take from in the order of their arrival. */
final class BareShelf {

    record Article(long id, String name, long price, int stock) {

        static Article of(Readable row) {
            return new Article(
                    row.get("id", Long.class),
                    row.get("name", String.class),
                    row.get("price_amount", Long.class),
                    row.get("stock", Integer.class));
        }
    }

    private final Map<Long, Article> articles = new HashMap<>();
    private final Map<Long, Integer> left = new HashMap<>();

    BareShelf(List<Article> locked) {
        locked.forEach(article -> {
            articles.put(article.id(), article);
            left.put(article.id(), article.stock());
        });
    }

    Verdict judge(Waiting waiting) {
        List<Article> taken = new ArrayList<>();
        long total = 0;
        for (Line line : waiting.order().lines()) {
            Article article = articles.get(line.productId());
            if (article == null || left.getOrDefault(article.id(), 0) < line.quantity()) {
                return new Verdict(waiting, List.of(), 0);
            }
            taken.add(article);
            total += article.price() * line.quantity();
        }
        waiting.order().lines().forEach(line -> left.merge(line.productId(), -line.quantity(), Integer::sum));
        return new Verdict(waiting, taken, total);
    }
}
