package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.migrations.Undoing;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** F26: what the rules allow, nodes of the version before do not notice. */
@FluxmartTest
class MigrationUnderTrafficTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;

    @Autowired
    Shop shop;

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

    @Test
    void failsNoRequest() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(1_000_000);
        MigrationBench bench = new MigrationBench(SharedBackends.postgres(), "classpath:/migrations/expanding.sql");
        Disposable traffic = Flux.range(0, AT_ONCE)
                .flatMap(client -> orderAndLook(buyer, product).repeat(), AT_ONCE)
                .subscribe();
        try {
            bench.with(migrations -> {
                awaitTraffic();
                for (int round = 0; round < 2; round++) {
                    migrations.up(change -> awaitTraffic());
                    List<Undoing> all = migrations.lastApplied(migrations.status().stream()
                            .mapToInt(change -> change.isOfThisVersion() ? 1 : 0)
                            .sum());
                    migrations.undo(all, change -> awaitTraffic());
                }
            });
        } finally {
            traffic.dispose();
        }
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isBetween(200, 201));
    }

    private Mono<Void> orderAndLook(Customer buyer, long product) {
        return shop.placeOrder(buyer, Shop.unique("key"), Shop.lines(Shop.line(product, 1)))
                .doOnNext(replies::add)
                .flatMap(order -> shop.exchange(HttpMethod.GET, "/api/orders?limit=5", buyer, null))
                .doOnNext(replies::add)
                .then();
    }

    private void awaitTraffic() {
        int before = replies.size();
        await().atMost(PATIENCE).until(() -> replies.size() >= before + AT_ONCE);
    }
}
