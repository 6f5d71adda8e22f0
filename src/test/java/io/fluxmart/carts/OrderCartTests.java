package io.fluxmart.carts;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.idempotency.Claim;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.LockedProduct;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class OrderCartTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    OrderCart orderCart;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void ordersWhatIsInTheCartAndEmptiesIt() {
        long mug = shop.newProduct(10, 1_250);
        long pot = shop.newProduct(5, 4_000);
        Visitor visitor = Visitor.of(shop).with(pot, 1).with(mug, 3);
        try (EventStream stream = shop.listen(visitor.who())) {
            Reply placed = visitor.checkout(unique("key"));

            assertThat(placed.status()).as(placed.text()).isEqualTo(201);
            assertThat(placed.header("Location"))
                    .isEqualTo("/api/orders/" + placed.json().path("id").asString());
            assertThat(placed.header("Idempotent-Replayed")).isNull();
            assertThat(placed.json().path("total").path("amount").asLong()).isEqualTo(7_750);
            assertThat(Visitor.linesOf(placed.json())).containsExactly(mug + "x3", pot + "x1");
            assertThat(shop.get(placed.header("Location"), visitor.who()).json())
                    .isEqualTo(placed.json());
            assertThat(visitor.lines()).isEmpty();
            assertThat(shop.stockOf(mug)).isEqualTo(7);
            assertThat(stream.next().event()).isEqualTo("order.placed");
        }
    }

    @Test
    void repeatsTheAnswerAlthoughTheCartHoldsSomethingElseByNow() {
        long product = shop.newProduct(10);
        Visitor visitor = Visitor.of(shop).with(product, 2);
        String key = unique("key");
        Reply first = visitor.checkout(key);

        Reply onAnEmptyCart = visitor.checkout(key);
        visitor.with(product, 2);
        Reply onTheNextCart = visitor.checkout(key);

        assertThat(onAnEmptyCart.status()).isEqualTo(201);
        assertThat(onAnEmptyCart.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(onAnEmptyCart.header("Location")).isEqualTo(first.header("Location"));
        assertThat(onAnEmptyCart.body()).isEqualTo(first.body());
        assertThat(onTheNextCart.body()).isEqualTo(first.body());
        assertThat(visitor.lines()).as("the next cart is not that order's").containsExactly(product + "x2");
        assertThat(books.sold(product)).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeHadAndLeavesTheCartAsItWas() {
        long enough = shop.newProduct(5);
        long rare = shop.newProduct(5);
        long gone = shop.newProduct(5);
        Visitor visitor = Visitor.of(shop).with(enough, 1).with(rare, 6);
        String key = unique("key");

        Reply refused = visitor.checkout(key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("out_of_stock");
        assertThat(pointersOf(refused)).isEqualTo("/items/1");

        visitor.with(gone, 1);
        books.run("DELETE FROM products WHERE id = :id", Map.of("id", gone));
        Reply unknown = visitor.checkout(key);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("unknown_product");
        assertThat(pointersOf(unknown)).isEqualTo("/items/1,/items/2");

        assertThat(visitor.lines()).containsExactly(enough + "x1", rare + "x6", gone + "x1");
        assertThat(shop.stockOf(enough)).isEqualTo(5);

        visitor.remove(gone);
        visitor.with(rare, 5);
        assertThat(visitor.checkout(key).status()).as("the key is still free").isEqualTo(201);
    }

    @Test
    void refusesAnEmptyCart() {
        Visitor visitor = Visitor.of(shop);
        String key = unique("key");

        Reply refused = visitor.checkout(key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("cart_empty");

        visitor.with(shop.newProduct(1), 1);
        assertThat(visitor.checkout(key).status()).as("the key is still free").isEqualTo(201);
    }

    @Test
    void insistsOnAKeyOfItsOwn() {
        long product = shop.newProduct(10);
        Visitor visitor = Visitor.of(shop).with(product, 1);
        String key = unique("key");
        shop.order(visitor.who(), key, Shop.lines(Shop.line(product, 1)));

        assertThat(shop.post("/api/cart/checkout", visitor.who(), null).code()).isEqualTo("idempotency_key_required");
        assertThat(visitor.checkout(key).code()).isEqualTo("idempotency_key_reused");
        assertThat(visitor.lines()).containsExactly(product + "x1");
    }

    @Test
    void keepsWhatWasAddedOrChangedWhileTheOrderWasUnderWay() {
        long product = shop.newProduct(10);
        long changed = shop.newProduct(10);
        long added = shop.newProduct(10);
        Visitor visitor = Visitor.of(shop).with(product, 2).with(changed, 1);
        CompletableFuture<Reply> order;
        try (LockedProduct locked = new LockedProduct(database, transaction, product)) {
            order = visitor.checkoutLater(unique("key")).toFuture();
            locked.awaitWaiting();
            visitor.with(added, 1).with(changed, 4);
        }

        assertThat(Visitor.linesOf(order.orTimeout(20, TimeUnit.SECONDS).join().json()))
                .containsExactly(product + "x2", changed + "x1");
        assertThat(visitor.lines()).containsExactly(changed + "x4", added + "x1");
        assertThat(visitor.checkout(unique("key")).status()).isEqualTo(201);
        assertThat(books.sold(changed)).isEqualTo(5);
    }

    @Test
    void clearsTheCartAlthoughNobodyWaitsForTheAnswer() {
        long product = shop.newProduct(10);
        Visitor visitor = Visitor.of(shop).with(product, 2);
        try (LockedProduct locked = new LockedProduct(database, transaction, product)) {
            Disposable request =
                    orderCart.of(visitor.asUser(), claimOf(visitor)).subscribe();
            locked.awaitWaiting();
            request.dispose();
        }

        await().atMost(PATIENCE).until(() -> visitor.lines().isEmpty());
        assertThat(books.sold(product)).isEqualTo(2);
    }

    private static Claim claimOf(Visitor visitor) {
        return new Claim(visitor.who().id(), unique("key"), new byte[32]);
    }

    private static String pointersOf(Reply refused) {
        return String.join(
                ",",
                refused.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer"))
                        .map(JsonNode::asString)
                        .toList());
    }
}
