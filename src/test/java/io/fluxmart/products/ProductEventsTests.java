package io.fluxmart.products;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Whatever changes a product tells the nodes which one, and users nothing of it. */
@FluxmartTest
class ProductEventsTests {

    @Autowired
    Shop shop;

    @Autowired
    EventFeed feed;

    @Autowired
    ProductEvents productEvents;

    private final ConcurrentLinkedQueue<Event> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        feed.addListener(new EventFeed.Listener() {
            @Override
            public void onStart(long head) {}

            @Override
            public void onEvent(Event event) {
                heard.add(event);
            }
        });
    }

    @Test
    void tellsOfNewProductsEditsAndRestocks() {
        long product = shop.newProduct(5);
        awaitChange(product);
        shop.send(HttpMethod.PATCH, "/api/products/" + product, shop.admin(), Map.of("name", "New"), "If-Match", "*");
        awaitChange(product);
        shop.post("/api/products/" + product + "/stock", shop.admin(), Map.of("delta", 3));
        awaitChange(product);
    }

    @Test
    void tellsOfSalesAndCancellations() {
        long one = shop.newProduct(5);
        long other = shop.newProduct(5);
        awaitChange(one, other);
        Customer buyer = shop.newCustomer();
        String order = shop.order(buyer, unique("key"), lines(line(one, 1), line(other, 2)))
                .header("Location");
        awaitChange(one, other);
        shop.post(order + "/cancel", buyer, null);
        awaitChange(one, other);
    }

    @Test
    void saysNothingOfThemToUsers() {
        Customer somebody = shop.newCustomer();
        awaitChange(shop.newProduct(5));

        String page = shop.get("/api/notifications?limit=100", somebody).text();

        assertThat(page).doesNotContain("product.changed");
    }

    /** Forgets what it has seen, so that the next change has to be told anew. */
    private void awaitChange(Long... products) {
        Set<Long> changed = new HashSet<>();
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
            for (Event event = heard.poll(); event != null; event = heard.poll()) {
                changed.addAll(productEvents.productsChangedBy(event));
            }
            return changed.containsAll(List.of(products));
        });
    }
}
