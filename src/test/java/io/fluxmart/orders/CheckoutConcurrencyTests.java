package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
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
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@FluxmartTest
class CheckoutConcurrencyTests {

    private static final int CLIENTS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    /** T6: check-then-act oversells. */
    @Test
    void sellsExactlyWhatIsThereToSixtyFourBuyersAtOnce() {
        List<Customer> buyers = customers(8);
        long product = shop.newProduct(1_000);

        List<Reply> replies = inParallel(
                1_500, i -> shop.placeOrder(buyers.get(i % buyers.size()), unique("key"), lines(line(product, 1))));

        Map<Integer, Long> byStatus = countByStatus(replies);
        assertThat(byStatus)
                .containsOnlyKeys(201, 409)
                .containsEntry(201, 1_000L)
                .containsEntry(409, 500L);
        assertThat(replies.stream().filter(reply -> reply.status() == 409).map(Reply::code))
                .containsOnly("out_of_stock");
        assertThat(shop.stockOf(product)).isZero();
        assertThat(books.sold(product)).isEqualTo(1_000);
    }

    @Test
    void neverSellsMoreThanThereIsWhateverTheQuantities() {
        List<Customer> buyers = customers(4);
        long product = shop.newProduct(500);

        List<Reply> replies = inParallel(
                400,
                i -> shop.placeOrder(buyers.get(i % buyers.size()), unique("key"), lines(line(product, 1 + i % 5))));

        assertThat(countByStatus(replies)).containsOnlyKeys(201, 409);
        assertThat(books.sold(product) + shop.stockOf(product)).isEqualTo(500);
        assertThat(shop.stockOf(product))
                .as("less is left than the smallest refused order")
                .isLessThan(5);
    }

    /** T3: locks in request order deadlock. */
    @Test
    void queuesUpCartsThatNameTheSameProductsInOppositeOrder() {
        List<Customer> buyers = customers(4);
        long[] products =
                IntStream.range(0, 6).mapToLong(i -> shop.newProduct(10_000)).toArray();
        String forth =
                lines(IntStream.range(0, 6).mapToObj(i -> line(products[i], 1)).toArray(String[]::new));
        String back = lines(
                IntStream.range(0, 6).mapToObj(i -> line(products[5 - i], 1)).toArray(String[]::new));

        List<Reply> replies = inParallel(
                600, i -> shop.placeOrder(buyers.get(i % buyers.size()), unique("key"), i % 2 == 0 ? forth : back));

        assertThat(countByStatus(replies)).containsOnlyKeys(201);
        for (long product : products) {
            assertThat(shop.stockOf(product)).isEqualTo(10_000 - 600);
        }
    }

    @Test
    void hasOneEffectForOneKeyThatIsSentFiftyTimesAtOnce() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        String key = unique("key");

        List<Reply> replies = inParallel(50, i -> shop.placeOrder(buyer, key, lines(line(product, 2))));

        assertThat(countByStatus(replies)).containsKey(201);
        assertThat(countByStatus(replies).keySet()).isSubsetOf(201, 409);
        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 201)
                        .map(Reply::text)
                        .distinct())
                .as("one answer")
                .hasSize(1);
        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 201 && reply.header("Idempotent-Replayed") == null))
                .as("one first answer")
                .hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("idempotency_key_in_use"))
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEqualTo("1"));
        assertThat(shop.stockOf(product)).isEqualTo(98);
        assertThat(shop.get("/api/orders", buyer).json().path("data")).hasSize(1);
    }

    /** R44 against R45: whatever the order, the pieces add up. */
    @Test
    void keepsStockAndOrdersInStepWhileOrdersAreCancelledInParallel() {
        List<Customer> buyers = customers(4);
        long product = shop.newProduct(50);

        List<Reply> replies = inParallel(300, i -> {
            Customer buyer = buyers.get(i % buyers.size());
            return shop.placeOrder(buyer, unique("key"), lines(line(product, 1)))
                    .flatMap(placed ->
                            i % 2 == 0 && placed.status() == 201 ? cancelTwice(buyer, placed) : Mono.just(placed));
        });

        assertThat(countByStatus(replies).keySet()).isSubsetOf(200, 201, 409);
        assertThat(books.sold(product) + shop.stockOf(product)).isEqualTo(50);
    }

    private Mono<Reply> cancelTwice(Customer buyer, Reply placed) {
        Mono<Reply> cancel = shop.exchange(HttpMethod.POST, placed.header("Location") + "/cancel", buyer, null);
        return Flux.merge(cancel, cancel).last();
    }

    private List<Customer> customers(int count) {
        return IntStream.range(0, count).mapToObj(i -> shop.newCustomer()).toList();
    }

    private static List<Reply> inParallel(int requests, IntFunction<Mono<Reply>> request) {
        return Flux.range(0, requests)
                .flatMap(i -> request.apply(i), CLIENTS)
                .collectList()
                .block(PATIENCE);
    }

    private static Map<Integer, Long> countByStatus(List<Reply> replies) {
        return replies.stream()
                .map(Reply::status)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
