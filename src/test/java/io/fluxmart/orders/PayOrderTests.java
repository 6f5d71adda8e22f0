package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class PayOrderTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PRICE = 1_999;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void refusesToPayWithoutTheMoneyAndChangesNothing() {
        Customer buyer = shop.newCustomer(PRICE - 1);
        String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);

        Reply refused = pay(buyer, order);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("insufficient_funds");
        assertThat(shop.balanceOf(buyer)).isEqualTo(PRICE - 1);
        assertThat(shop.get(order, buyer).json().path("status").asString()).isEqualTo("pending");
        assertThat(shop.get(order + "/steps", buyer).json()).isEmpty();
    }

    @Test
    void paysForNothingWithNothing() {
        Customer buyer = shop.newCustomer();
        String order = shop.placed(buyer, shop.newProduct(10, 0), 1);

        assertThat(pay(buyer, order).json().path("status").asString()).isEqualTo("processing");
        assertThat(statusAfter(order, "cancel", buyer)).isEqualTo("cancelled");
        assertThat(shop.get("/api/wallet/entries", buyer).json().path("data")).isEmpty();
    }

    @Test
    void paysOnceForOneKey() {
        Customer buyer = shop.newCustomer(10_000);
        String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);
        String other = shop.placed(buyer, shop.newProduct(10, PRICE), 1);
        String key = unique("pay");

        Reply first = shop.pay(buyer, order, key).block(PATIENCE);
        Reply second = shop.pay(buyer, order, key).block(PATIENCE);
        Reply misused = shop.pay(buyer, other, key).block(PATIENCE);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(misused.code()).isEqualTo("idempotency_key_reused");
        assertThat(shop.post(order + "/pay", buyer, null).code()).isEqualTo("idempotency_key_required");
        assertThat(shop.balanceOf(buyer)).isEqualTo(10_000 - PRICE);
    }

    /** Paid once, whatever the keys. */
    @Test
    void paysOnceWhenManyPayInParallelWithDifferentKeys() {
        Customer buyer = shop.newCustomer(100_000);
        String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);

        List<Integer> statuses = Flux.range(0, 32)
                .flatMap(i -> shop.pay(buyer, order, unique("pay")), 32)
                .map(Reply::status)
                .collectList()
                .block(PATIENCE);

        assertThat(statuses).containsOnly(200);
        assertThat(shop.balanceOf(buyer)).isEqualTo(100_000 - PRICE);
        assertThat(shop.get(order + "/steps", buyer).json()).hasSize(1);
    }

    @Test
    void givesTheMoneyBackWhenAPaidOrderIsCancelled() {
        Customer buyer = shop.newCustomer(10_000);
        long mug = shop.newProduct(10, PRICE);
        String order = shop.placed(buyer, mug, 3);
        pay(buyer, order);

        assertThat(statusAfter(order, "cancel", buyer)).isEqualTo("cancelled");
        assertThat(statusAfter(order, "cancel", buyer)).isEqualTo("cancelled");

        assertThat(shop.balanceOf(buyer)).isEqualTo(10_000);
        assertThat(shop.stockOf(mug)).isEqualTo(10);
        JsonNode entries = shop.get("/api/wallet/entries", buyer).json().path("data");
        assertThat(entries.findValuesAsString("kind")).containsExactly("refund", "payment", "deposit");
        assertThat(entries.findValuesAsString("orderId"))
                .allMatch(order::endsWith)
                .hasSize(2);
    }

    /** One wins; money and stock agree with it. */
    @Test
    void agreesOnMoneyAndStockWhenPayAndCancelMeet() {
        Customer buyer = shop.newCustomer(1_000_000);
        long mug = shop.newProduct(1_000, PRICE);
        List<String> orders =
                IntStream.range(0, 40).mapToObj(i -> shop.placed(buyer, mug, 1)).toList();

        List<Integer> statuses = Flux.fromIterable(orders)
                .flatMap(order -> Flux.merge(cancel(buyer, order), shop.pay(buyer, order, unique("pay"))), 16)
                .map(Reply::status)
                .collectList()
                .block(PATIENCE);

        assertThat(statuses).isSubsetOf(200, 409);
        assertThat(orders)
                .allSatisfy(order -> assertThat(
                                shop.get(order, buyer).json().path("status").asString())
                        .as("a paid order can still be cancelled")
                        .isEqualTo("cancelled"));
        assertThat(booked("payment", buyer)).isEqualTo(booked("refund", buyer)).isEqualTo(payments(statuses));
        assertThat(shop.balanceOf(buyer)).isEqualTo(1_000_000);
        assertThat(shop.stockOf(mug)).isEqualTo(1_000);
    }

    /** Each cancel succeeded; whatever else did was a payment. */
    private static long payments(List<Integer> statuses) {
        return statuses.stream().filter(status -> status == 200).count() - statuses.size() / 2;
    }

    private long booked(String kind, Customer whose) {
        return books.number(
                "SELECT count(*) FROM ledger_entries WHERE kind = :kind AND account_id = :id",
                Map.of("kind", kind, "id", whose.id()));
    }

    private Reply pay(Customer buyer, String order) {
        return shop.pay(buyer, order, unique("pay")).block(PATIENCE);
    }

    private Mono<Reply> cancel(Customer buyer, String order) {
        return shop.exchange(HttpMethod.POST, order + "/cancel", buyer, null);
    }

    private String statusAfter(String order, String step, Customer who) {
        Reply reply = shop.post(order + "/" + step, who, null);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("status").asString();
    }
}
