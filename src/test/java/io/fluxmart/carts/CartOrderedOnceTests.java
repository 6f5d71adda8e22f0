package io.fluxmart.carts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.orders.Checkout;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.LockedProduct;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One cart becomes one order: after a double click, and after a crash. */
@FluxmartTest
class CartOrderedOnceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    OrderCart orderCart;

    @Autowired
    CartStore carts;

    @Autowired
    Checkout checkout;

    @Autowired
    MeterRegistry meters;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @RepeatedTest(5)
    void ordersACartOnceForThirtyTwoKeysAtOnce() {
        long product = shop.newProduct(1_000);
        Visitor visitor = Visitor.of(shop).with(product, 3).with(shop.newProduct(1_000), 1);

        List<Reply> replies = inParallel(IntStream.range(0, 32)
                .mapToObj(i -> visitor.checkoutLater(unique("key")))
                .toList());

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201).map(Reply::code))
                .isSubsetOf("cart_already_ordered", "cart_empty");
        assertThat(books.sold(product)).isEqualTo(3);
        assertThat(visitor.lines()).isEmpty();
    }

    /** With a stock of three, the second is not told that there is none: it was its own. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6})
    void tellsTheSecondOfTwoThatTheCartIsOrdered(int stock) {
        long product = shop.newProduct(stock);
        Visitor visitor = Visitor.of(shop).with(product, 3);
        Mono<List<Reply>> both = Flux.merge(visitor.checkoutLater(unique("key")), visitor.checkoutLater(unique("key")))
                .collectList();
        double takenBefore = ordersTaken();
        CompletableFuture<List<Reply>> replies;
        try (LockedProduct locked = new LockedProduct(database, transaction, product)) {
            replies = both.toFuture();
            locked.awaitWaiting();
            await().atMost(PATIENCE).until(() -> ordersTaken() == takenBefore + 2);
        }

        assertThat(replies.orTimeout(30, TimeUnit.SECONDS).join())
                .extracting(reply -> reply.status() == 201 ? "placed" : reply.code())
                .containsExactlyInAnyOrder("placed", "cart_already_ordered");
        assertThat(shop.stockOf(product)).isEqualTo(stock - 3);
        assertThat(visitor.lines()).isEmpty();
    }

    @Test
    void hasOneAnswerForOneKeyThatIsSentThirtyTwoTimesAtOnce() {
        long product = shop.newProduct(1_000);
        Visitor visitor = Visitor.of(shop).with(product, 3);
        String key = unique("key");

        List<Reply> replies = inParallel(
                IntStream.range(0, 32).mapToObj(i -> visitor.checkoutLater(key)).toList());

        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 201)
                        .map(Reply::text)
                        .distinct())
                .hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201).map(Reply::code))
                .isSubsetOf("idempotency_key_in_use");
        assertThat(books.sold(product)).isEqualTo(3);
    }

    /** A crash between the commit and the clearing, then a retry. */
    @Test
    void clearsTheCartOfARepeatedAnswer() {
        long product = shop.newProduct(10);
        long added = shop.newProduct(10);
        Visitor visitor = Visitor.of(shop).with(product, 2);
        Claim claim = claimOf(visitor);
        placeWithoutClearing(visitor, claim);
        visitor.with(added, 1);

        Answer repeated = orderCart.of(visitor.asUser(), claim).block(PATIENCE);

        assertThat(repeated.isReplayed()).isTrue();
        assertThat(visitor.lines()).containsExactly(added + "x1");
    }

    /** The same crash, but the customer comes back with another key, and the stock is gone. */
    @Test
    void doesNotOrderTwiceWhatIsStillInTheCart() {
        long product = shop.newProduct(2);
        long added = shop.newProduct(10);
        Visitor visitor = Visitor.of(shop).with(product, 2);
        Answer order = placeWithoutClearing(visitor, claimOf(visitor));
        visitor.with(added, 1);
        String key = unique("key");

        Reply refused = visitor.checkout(key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("cart_already_ordered");
        assertThat(refused.json().path("detail").asString())
                .contains(order.resourceId().toString());
        assertThat(visitor.lines()).containsExactly(added + "x1");

        Reply rest = visitor.checkout(key);
        assertThat(rest.status()).isEqualTo(201);
        assertThat(Visitor.linesOf(rest.json())).containsExactly(added + "x1");
        assertThat(books.sold(product)).isEqualTo(2);
    }

    private double ordersTaken() {
        return meters.get("fluxmart.checkout.batch.size").summary().totalAmount();
    }

    private Answer placeWithoutClearing(Visitor visitor, Claim claim) {
        return carts.find(visitor.who().id())
                .map(Cart::basket)
                .flatMap(basket -> checkout.place(visitor.asUser(), claim, () -> basket))
                .block(PATIENCE);
    }

    private static Claim claimOf(Visitor visitor) {
        return new Claim(visitor.who().id(), unique("key"), new byte[32]);
    }

    private static List<Reply> inParallel(List<Mono<Reply>> requests) {
        return Flux.fromIterable(requests)
                .flatMap(request -> request, requests.size())
                .collectList()
                .block(PATIENCE);
    }
}
