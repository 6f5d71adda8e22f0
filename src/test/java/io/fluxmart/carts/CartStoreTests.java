package io.fluxmart.carts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.products.StockLine;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;

@FluxmartTest
class CartStoreTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    CartStore carts;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Autowired
    Shop shop;

    private final UUID user = UUID.randomUUID();

    @Test
    void keepsItsIdUntilItIsOrdered() {
        UUID id = with(new StockLine(1, 2)).id();

        assertThat(with(new StockLine(2, 1)).id()).isEqualTo(id);
        carts.removeLine(user, 1).block(PATIENCE);
        assertThat(cart().id()).isEqualTo(id);

        carts.removeLine(user, 2).block(PATIENCE);
        assertThat(with(new StockLine(2, 1)).id())
                .as("emptied and filled again")
                .isNotEqualTo(id);
    }

    @Test
    void losesWhatWasOrderedAndNothingElse() {
        with(new StockLine(1, 2));
        Cart ordered = with(new StockLine(2, 5));
        with(new StockLine(2, 6));
        with(new StockLine(3, 1));

        carts.removeOrdered(user, ordered.id(), ordered.lines()).block(PATIENCE);

        assertThat(cart().lines()).containsExactly(new StockLine(2, 6), new StockLine(3, 1));
        assertThat(cart().id()).as("what is left is another cart").isNotEqualTo(ordered.id());
    }

    @Test
    void isGoneWhenAllOfItWasOrdered() {
        Cart ordered = with(new StockLine(1, 2));

        carts.removeOrdered(user, ordered.id(), ordered.lines()).block(PATIENCE);

        assertThat(redis.hasKey(key()).block(PATIENCE)).isFalse();
    }

    /** A retry of an old order finds another cart with the very same lines. */
    @Test
    void staysWholeWhenAnotherCartWasOrdered() {
        Cart ordered = with(new StockLine(1, 2));
        carts.removeOrdered(user, ordered.id(), ordered.lines()).block(PATIENCE);
        Cart next = with(new StockLine(1, 2));

        carts.removeOrdered(user, ordered.id(), ordered.lines()).block(PATIENCE);

        assertThat(cart()).isEqualTo(next);
    }

    @Test
    void livesThirtyDaysFromEachChange() {
        Cart first = with(new StockLine(1, 2));
        assertRenewed();

        almostExpire();
        with(new StockLine(1, 3));
        assertRenewed();

        with(new StockLine(2, 1));
        almostExpire();
        carts.removeLine(user, 1).block(PATIENCE);
        assertRenewed();

        with(new StockLine(3, 1));
        almostExpire();
        carts.removeOrdered(user, first.id(), List.of(new StockLine(3, 1))).block(PATIENCE);
        assertRenewed();
    }

    @Test
    void neverHoldsMoreThanAHundredLinesWhoeverComesAtOnce() {
        Visitor visitor = Visitor.of(shop);
        List<Long> products =
                IntStream.range(0, 64).mapToObj(i -> shop.newProduct(1)).toList();
        LongStream.rangeClosed(1, 90)
                .forEach(id ->
                        carts.setLine(visitor.who().id(), new StockLine(-id, 1)).block(PATIENCE));

        List<Reply> replies = Flux.fromIterable(products)
                .flatMap(product -> visitor.putLater(product, 1), 64)
                .collectList()
                .block(PATIENCE);

        Map<Integer, Long> byStatus = replies.stream()
                .map(Reply::status)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(byStatus).isEqualTo(Map.of(200, 10L, 409, 54L));
        assertThat(replies.stream().filter(reply -> reply.status() == 409).map(Reply::code))
                .containsOnly("cart_full");
        assertThat(carts.find(visitor.who().id()).block(PATIENCE).lines()).hasSize(100);
        assertThat(carts.setLine(visitor.who().id(), new StockLine(-1, 7)).block(PATIENCE))
                .as("what is in a full cart can still be changed")
                .isOne();
    }

    private Cart with(StockLine line) {
        assertThat(carts.setLine(user, line).block(PATIENCE)).isOne();
        return cart();
    }

    private Cart cart() {
        return carts.find(user).block(PATIENCE);
    }

    private String key() {
        return "cart:{" + user + "}";
    }

    private void almostExpire() {
        assertThat(redis.expire(key(), Duration.ofSeconds(60)).block(PATIENCE)).isTrue();
    }

    private void assertRenewed() {
        assertThat(redis.getExpire(key()).block(PATIENCE)).isBetween(Duration.ofDays(29), Duration.ofDays(30));
    }
}
