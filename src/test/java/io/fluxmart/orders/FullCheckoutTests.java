package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class FullCheckoutTests {

    private static final int ORDERS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void refusesWhatItCannotTakeAndPlacesTheRest() {
        try (Node node = Node.start(Map.of(
                "fluxmart.checkout.lanes", 1, "fluxmart.checkout.max-batch", 1, "fluxmart.checkout.max-waiting", 1))) {
            Shop shop = node.shop();
            Customer buyer = shop.newCustomer();
            long product = shop.newProduct(ORDERS);

            List<Reply> replies = Flux.range(0, ORDERS)
                    .flatMap(i -> shop.placeOrder(buyer, unique("key"), lines(line(product, 1))), ORDERS)
                    .collectList()
                    .block(PATIENCE);

            List<Reply> refused =
                    replies.stream().filter(reply -> reply.status() == 503).toList();
            long placed =
                    replies.stream().filter(reply -> reply.status() == 201).count();
            assertThat(refused).isNotEmpty().allSatisfy(reply -> {
                assertThat(reply.code()).isEqualTo("checkout_full");
                assertThat(reply.header("Retry-After")).isNotNull();
                assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(reply.json().path("requestId").asString()).isEqualTo(reply.header("X-Request-Id"));
            });
            assertThat(placed).isPositive().isEqualTo(ORDERS - refused.size());
            assertThat(shop.stockOf(product)).isEqualTo(ORDERS - (int) placed);
            assertThat(shop.placed(buyer, product, 1)).as("there is room again").isNotNull();
        }
    }
}
