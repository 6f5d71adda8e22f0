package io.fluxmart.load;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** That a run fails when a rule is broken: each row is tampered with, found, and put right. */
@Tag("load")
@FluxmartTest
class AuditTests {

    private record Tampering(String rule, String change, String undo) {}

    private static final List<Tampering> TAMPERINGS = List.of(
            new Tampering(
                    "an order has lines, and its total is their sum",
                    "UPDATE orders SET total_amount = total_amount + 1 WHERE id = :order",
                    "UPDATE orders SET total_amount = total_amount - 1 WHERE id = :order"),
            new Tampering(
                    "shelf and orders hold what the shelf held",
                    "UPDATE products SET stock = stock - 1 WHERE id = (SELECT product_id FROM order_items WHERE order_id = :order)",
                    "UPDATE products SET stock = stock + 1 WHERE id = (SELECT product_id FROM order_items WHERE order_id = :order)"),
            new Tampering(
                    "shelf and orders hold what the shelf held",
                    "UPDATE order_items SET quantity = quantity + 1 WHERE order_id = :order",
                    "UPDATE order_items SET quantity = quantity - 1 WHERE order_id = :order"),
            new Tampering(
                    "the event log has no gaps",
                    "UPDATE event_log SET seq = seq + 1000000 WHERE data ->> 'orderId' = :order::uuid::text",
                    "UPDATE event_log SET seq = seq - 1000000 WHERE data ->> 'orderId' = :order::uuid::text"),
            new Tampering(
                    "the event log ends at its head",
                    "UPDATE event_log_head SET last_seq = last_seq + 1 WHERE :order::uuid IS NOT NULL",
                    "UPDATE event_log_head SET last_seq = last_seq - 1 WHERE :order::uuid IS NOT NULL"),
            new Tampering(
                    "an order is told of once",
                    "UPDATE event_log SET type = 'order.lost' WHERE data ->> 'orderId' = :order::uuid::text",
                    "UPDATE event_log SET type = 'order.placed' WHERE data ->> 'orderId' = :order::uuid::text"),
            new Tampering(
                    "an order has one key",
                    "UPDATE idempotency_keys SET key = 'no-' || key WHERE resource_id = :order",
                    "UPDATE idempotency_keys SET key = substr(key, 4) WHERE resource_id = :order"),
            new Tampering(
                    "a key that has an answer has its order",
                    "UPDATE idempotency_keys SET answer = NULL WHERE resource_id = :order",
                    "UPDATE idempotency_keys SET answer = '' WHERE resource_id = :order"),
            new Tampering(
                    "a wallet holds the sum of its entries",
                    "UPDATE wallets SET balance = balance + 1 WHERE user_id = (SELECT user_id FROM orders WHERE id = :order)",
                    "UPDATE wallets SET balance = balance - 1 WHERE user_id = (SELECT user_id FROM orders WHERE id = :order)"));

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void findsWhatEachRuleForbids() {
        Customer buyer = shop.newCustomer(10_000);
        long product = shop.newProduct(10);
        Audit audit = Audit.begin(books);
        UUID order = place(buyer, product);
        place(buyer, product);
        assertThat(audit.broken(List.of(order))).isEmpty();

        TAMPERINGS.forEach(tampering -> {
            books.run(tampering.change(), Map.of("order", order));
            assertThat(audit.broken(List.of(order)))
                    .as(tampering.change())
                    .anyMatch(broken -> broken.startsWith(tampering.rule()));
            books.run(tampering.undo(), Map.of("order", order));
        });
        assertThat(audit.broken(List.of(order))).isEmpty();
    }

    @Test
    void findsAnAcknowledgedOrderThatIsLost() {
        UUID lost = UUID.randomUUID();

        assertThat(Audit.begin(books).broken(List.of(lost)))
                .containsExactly("an order that was acknowledged stands: " + lost);
    }

    @Test
    void findsAnOrderThatWasAcknowledgedForTwoKeys() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        Audit audit = Audit.begin(books);
        UUID order = place(buyer, product);

        assertThat(audit.broken(List.of(order, order)))
                .containsExactly("two keys are two orders: 1 were acknowledged twice");
    }

    private UUID place(Customer buyer, long product) {
        Reply reply = shop.order(buyer, unique("order"), lines(line(product, 1)));
        return UUID.fromString(reply.json().path("id").asString());
    }
}
