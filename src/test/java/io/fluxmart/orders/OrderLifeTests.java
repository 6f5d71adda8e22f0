package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class OrderLifeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PRICE = 1_999;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void leadsFromPlacedToDeliveredAndTellsTheBuyerOfEachStep() {
        Customer buyer = shop.newCustomer(10_000);
        long mug = shop.newProduct(10, PRICE);
        try (EventStream events = shop.listen(buyer)) {
            String order = shop.placed(buyer, mug, 2);

            assertThat(pay(buyer, order).json().path("status").asString()).isEqualTo("processing");
            assertThat(statusAfter(order, "ship", shop.admin())).isEqualTo("shipped");
            assertThat(statusAfter(order, "deliver", shop.admin())).isEqualTo("delivered");

            assertThat(events.next(4, "order."))
                    .extracting(event -> event.event())
                    .containsExactly("order.placed", "order.paid", "order.shipped", "order.delivered");
            assertThat(shop.balanceOf(buyer)).isEqualTo(10_000 - 2 * PRICE);
        }
    }

    /** Who, when, from, to. */
    @Test
    void keepsTheHistory() {
        Customer buyer = shop.newCustomer(10_000);
        String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);
        pay(buyer, order);
        shop.post(order + "/ship", shop.admin(), null);

        JsonNode steps = shop.get(order + "/steps", buyer).json();

        assertThat(steps.findValuesAsString("from")).containsExactly("pending", "processing");
        assertThat(steps.findValuesAsString("to")).containsExactly("processing", "shipped");
        assertThat(steps.findValuesAsString("by")).containsExactly("buyer", "shop");
        assertThat(books.texts(
                        "SELECT made_by::text FROM order_transitions WHERE order_id = :id ORDER BY id",
                        Map.of("id", idOf(order))))
                .containsExactly(buyer.id().toString(), shop.admin().id().toString());
        assertThat(steps.findValuesAsString("at")).hasSize(2).allMatch(time -> time.endsWith("Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "pending,    ship,    processing or cancelled",
        "pending,    deliver, processing or cancelled",
        "processing, deliver, shipped or cancelled",
        "shipped,    cancel,  delivered",
        "delivered,  cancel,  ends",
        "delivered,  ship,    ends",
        "cancelled,  pay,     ends",
        "cancelled,  ship,    ends"
    })
    void refusesWaysThatTheTableDoesNotKnow(String from, String step, String allowed) {
        Customer buyer = shop.newCustomer(10_000);
        long mug = shop.newProduct(10, PRICE);
        String order = shop.placed(buyer, mug, 1);
        lead(order, buyer, from);
        int stock = shop.stockOf(mug);
        long balance = shop.balanceOf(buyer);

        Customer who = step.equals("pay") ? buyer : shop.admin();
        Reply refused = shop.send(HttpMethod.POST, order + "/" + step, who, null, "Idempotency-Key", unique("key"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("illegal_transition");
        assertThat(refused.json().path("detail").asString()).contains(from).contains(allowed);
        assertThat(shop.balanceOf(buyer)).isEqualTo(balance);
        assertThat(shop.stockOf(mug)).isEqualTo(stock);
    }

    @Test
    void doesNotRepeatAStepThatIsTaken() {
        Customer buyer = shop.newCustomer(10_000);
        try (EventStream events = shop.listen(buyer)) {
            String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);
            pay(buyer, order);
            Reply first = shop.post(order + "/ship", shop.admin(), null);
            Reply second = shop.post(order + "/ship", shop.admin(), null);
            shop.post(order + "/deliver", shop.admin(), null);

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(shop.get(order + "/steps", buyer).json()).hasSize(3);
            assertThat(events.next(4, "order."))
                    .extracting(event -> event.event())
                    .containsExactly("order.placed", "order.paid", "order.shipped", "order.delivered");
        }
    }

    /** A2: what is not theirs looks like 404. */
    @Test
    void hidesOrdersOfOthers() {
        Customer buyer = shop.newCustomer(10_000);
        Customer other = shop.newCustomer(10_000);
        String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);

        assertThat(pay(other, order).status()).isEqualTo(404);
        assertThat(shop.post(order + "/cancel", other, null).status()).isEqualTo(404);
        assertThat(shop.get(order, other).status()).isEqualTo(404);
        assertThat(shop.get(order + "/steps", other).status()).isEqualTo(404);
        assertThat(pay(shop.admin(), order).status())
                .as("not even an administrator pays for others")
                .isEqualTo(404);
    }

    @Test
    void letsAdministratorsSeeAndCancelAnyOrder() {
        Customer buyer = shop.newCustomer(10_000);
        String order = shop.placed(buyer, shop.newProduct(10, PRICE), 1);
        pay(buyer, order);

        assertThat(shop.get(order, shop.admin()).status()).isEqualTo(200);
        assertThat(statusAfter(order, "cancel", shop.admin())).isEqualTo("cancelled");
        assertThat(shop.balanceOf(buyer)).isEqualTo(10_000);
    }

    private Reply pay(Customer buyer, String order) {
        return shop.pay(buyer, order, unique("pay")).block(PATIENCE);
    }

    private String statusAfter(String order, String step, Customer who) {
        Reply reply = shop.post(order + "/" + step, who, null);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("status").asString();
    }

    private void lead(String order, Customer buyer, String status) {
        List<String> steps = switch (status) {
            case "processing" -> List.of("pay");
            case "shipped" -> List.of("pay", "ship");
            case "delivered" -> List.of("pay", "ship", "deliver");
            case "cancelled" -> List.of("cancel");
            default -> List.of();
        };
        steps.forEach(step -> {
            Customer who = step.equals("pay") ? buyer : shop.admin();
            Reply reply = shop.send(HttpMethod.POST, order + "/" + step, who, null, "Idempotency-Key", unique("key"));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        });
    }

    private static UUID idOf(String order) {
        return UUID.fromString(order.substring(order.lastIndexOf('/') + 1));
    }
}
