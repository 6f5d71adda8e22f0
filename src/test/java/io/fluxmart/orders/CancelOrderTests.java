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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@FluxmartTest
class CancelOrderTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    /** T1: FOR UPDATE over an outer join is refused by PostgreSQL; this order has items, and cancels. */
    @Test
    void putsThePiecesBack() {
        Customer buyer = shop.newCustomer();
        long mug = shop.newProduct(10);
        long pot = shop.newProduct(5);
        String order = shop.order(buyer, unique("key"), lines(line(mug, 4), line(pot, 5)))
                .header("Location");

        Reply cancelled = shop.post(order + "/cancel", buyer, null);

        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        assertThat(cancelled.json().path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.json().path("items")).hasSize(2);
        assertThat(shop.stockOf(mug)).isEqualTo(10);
        assertThat(shop.stockOf(pot)).isEqualTo(5);
    }

    @Test
    void putsThePiecesBackOnceHoweverOftenItIsAsked() {
        Customer buyer = shop.newCustomer();
        long mug = shop.newProduct(10);
        String order = shop.order(buyer, unique("key"), lines(line(mug, 4))).header("Location");

        Reply first = shop.post(order + "/cancel", buyer, null);
        Reply second = shop.post(order + "/cancel", buyer, null);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(shop.stockOf(mug)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shipped", "delivered"})
    void refusesAnOrderThatIsOnItsWay(String status) {
        Customer buyer = shop.newCustomer();
        long mug = shop.newProduct(10);
        String order = shop.order(buyer, unique("key"), lines(line(mug, 4))).header("Location");
        UUID id = UUID.fromString(order.substring(order.lastIndexOf('/') + 1));
        books.run("UPDATE orders SET status = :status WHERE id = :id", Map.of("status", status, "id", id));

        Reply refused = shop.post(order + "/cancel", buyer, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("illegal_transition");
        assertThat(shop.stockOf(mug)).isEqualTo(6);
    }

    @Test
    void knowsNoSuchOrder() {
        assertThat(shop.post("/api/orders/" + UUID.randomUUID() + "/cancel", shop.newCustomer(), null)
                        .status())
                .isEqualTo(404);
    }
}
