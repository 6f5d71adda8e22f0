package io.fluxmart.rankings;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Customers who order, pay and change their minds, all at once. */
final class RandomShopping {

    private static final int AT_ONCE = 6;

    private final Random random = new Random(7);
    private final Shop shop;
    private final List<Customer> customers;
    private final long[] products;

    RandomShopping(Shop shop) {
        this.shop = shop;
        this.customers =
                Stream.generate(() -> shop.newCustomer(1_000_000)).limit(3).toList();
        this.products = IntStream.range(0, 5)
                .mapToLong(i -> shop.newProduct(1_000_000, i * 100))
                .toArray();
    }

    List<Customer> customers() {
        return customers;
    }

    long[] products() {
        return products;
    }

    /** Each with its answer to the order itself. */
    Flux<Reply> orders(int count) {
        return Flux.range(0, count).flatMap(i -> order(oneOf(customers), i % 4), AT_ONCE);
    }

    private Mono<Reply> order(Customer buyer, int fate) {
        return shop.placeOrder(buyer, unique("key"), randomLines()).delayUntil(placed -> switch (fate) {
            case 0 -> cancel(buyer, placed);
            case 1 -> pay(buyer, placed);
            case 2 -> pay(buyer, placed).then(cancel(buyer, placed));
            default -> Mono.empty();
        });
    }

    private Mono<Reply> pay(Customer buyer, Reply placed) {
        return shop.pay(buyer, placed.header("Location"), unique("key"));
    }

    private Mono<Reply> cancel(Customer buyer, Reply placed) {
        return shop.exchange(HttpMethod.POST, placed.header("Location") + "/cancel", buyer, null);
    }

    private synchronized String randomLines() {
        return lines(IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> line(products[random.nextInt(products.length)], 1 + random.nextInt(5)))
                .toArray(String[]::new));
    }

    private synchronized <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
