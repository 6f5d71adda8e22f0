package io.fluxmart.rankings;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SaleTests {

    private final UUID ann = new UUID(1, 1);
    private final UUID bob = new UUID(1, 2);
    private final UUID order = UUID.randomUUID();

    @Test
    void addsUpByProductAndByCustomer() {
        assertThat(Sale.sum(List.of(
                        placed(ann, 300, new StockLine(1, 2), new StockLine(2, 1)),
                        placed(ann, 100, new StockLine(2, 4)),
                        placed(bob, 50, new StockLine(1, 1)))))
                .containsExactlyInAnyOrder(
                        Score.sold(1, 3),
                        Score.sold(2, 5),
                        Score.spent(ann, 400),
                        Score.orders(ann, 2),
                        Score.spent(bob, 50),
                        Score.orders(bob, 1));
    }

    @Test
    void takesBackWhatWasCancelled() {
        Sale cancelled = new Sale(-1, order, ann, 300, List.of(new StockLine(1, 2)));

        assertThat(Sale.sum(List.of(cancelled)))
                .containsExactlyInAnyOrder(Score.sold(1, -2), Score.spent(ann, -300), Score.orders(ann, -1));
        assertThat(Sale.sum(List.of(placed(ann, 300, new StockLine(1, 2)), cancelled)))
                .isEmpty();
    }

    @Test
    void countsPiecesAboveTheRangeOfAnInt() {
        StockLine many = new StockLine(1, Integer.MAX_VALUE);

        assertThat(Sale.sum(List.of(placed(ann, 0, many), placed(ann, 0, many))))
                .contains(Score.sold(1, 2L * Integer.MAX_VALUE));
    }

    @Test
    void ordersMembersAsTheirIds() {
        assertThat(Stream.of(100L, 9L, Long.MAX_VALUE, 10L)
                        .map(id -> Score.sold(id, 1).member())
                        .sorted()
                        .map(Long::valueOf))
                .containsExactly(9L, 10L, 100L, Long.MAX_VALUE);
    }

    private Sale placed(UUID buyer, long total, StockLine... lines) {
        return new Sale(1, order, buyer, total, List.of(lines));
    }
}
