package io.fluxmart.rankings;

import io.fluxmart.products.StockLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order that was placed, or one that was cancelled and takes its figures back.
 *
 * @param sign 1 for an order placed, -1 for one cancelled
 * @param total in minor units
 */
record Sale(int sign, UUID orderId, UUID buyer, long total, List<StockLine> lines) {

    /** What all of them together add to the boards; one score for each member, and none that is zero. */
    static List<Score> sum(Collection<Sale> sales) {
        return sales.stream()
                .flatMap(Sale::scores)
                .collect(Collectors.toMap(
                        score -> Map.entry(score.board(), score.member()), Function.identity(), Score::plus))
                .values()
                .stream()
                .filter(score -> score.value() != 0)
                .toList();
    }

    private Stream<Score> scores() {
        return Stream.concat(
                Stream.of(Score.spent(buyer, sign * total), Score.orders(buyer, sign)),
                lines.stream().map(line -> Score.sold(line.productId(), (long) sign * line.quantity())));
    }
}
