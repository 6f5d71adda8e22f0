package io.fluxmart.credentials;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.events.LocalCommits;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Whatever changes what an account shows tells the nodes whose it is: this one before the answer, all by the log. */
@FluxmartTest
class UserEventsTests {

    @Autowired
    Shop shop;

    @Autowired
    EventFeed feed;

    @Autowired
    LocalCommits commits;

    @Autowired
    UserEvents userEvents;

    private final ConcurrentLinkedQueue<UUID> heardHere = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<UUID> heardOfTheLog = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        commits.addListener((type, data) -> heardHere.addAll(userEvents.usersChangedBy(type, data)));
        feed.addListener(new EventFeed.Listener() {
            @Override
            public void onStart(long head) {}

            @Override
            public void onEvent(Event event) {
                heardOfTheLog.addAll(userEvents.usersChangedBy(event.type(), event.data()));
            }
        });
    }

    @Test
    void tellOfRegistrationLoginEditsAndTheEnd() {
        String name = unique("c");
        Customer customer = shop.newCustomer(name); // registers, and signs in
        assertTold(customer, 2);
        shop.signInAgain(customer, name);
        assertTold(customer, 1);
        assertThat(change("/api/users/me", customer, Map.of("age", 40)).status())
                .isEqualTo(200);
        assertTold(customer, 1);
        assertThat(change("/api/users/" + customer.id(), shop.admin(), Map.of("bio", "b"))
                        .status())
                .isEqualTo(200);
        assertTold(customer, 1);
        shop.send(HttpMethod.DELETE, "/api/users/me", customer, null);
        assertTold(customer, 1);
    }

    @Test
    void tellNothingOfWhatWasRefused() {
        Customer customer = shop.newCustomer();
        assertTold(customer, 2);

        assertThat(shop.send(HttpMethod.PATCH, "/api/users/me", customer, Map.of("age", 40), "If-Match", "\"99\"")
                        .status())
                .isEqualTo(412);

        assertThat(heardHere).doesNotContain(customer.id());
    }

    private Reply change(String path, Customer who, Map<String, ?> change) {
        return shop.send(HttpMethod.PATCH, path, who, change, "If-Match", "*");
    }

    /** Forgets what it has heard, so that the next change has to be told anew. */
    private void assertTold(Customer customer, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(heardHere.remove(customer.id())).isTrue();
        }
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        heardOfTheLog.stream().filter(customer.id()::equals).count() == times);
        heardOfTheLog.clear();
    }
}
