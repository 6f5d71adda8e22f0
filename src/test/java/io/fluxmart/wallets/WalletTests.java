package io.fluxmart.wallets;

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
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class WalletTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void writesTwoEntriesThatSumToZero() {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();
        UUID movement = UUID.fromString(
                transfer(sender, recipient, 300).json().path("id").asString());

        assertThat(books.number("SELECT count(*) FROM ledger_entries WHERE movement_id = :id", Map.of("id", movement)))
                .isEqualTo(2);
        assertThat(books.number(
                        "SELECT sum(amount)::bigint FROM ledger_entries WHERE movement_id = :id",
                        Map.of("id", movement)))
                .isZero();
    }

    /** A wallet comes into being with its first money; until then it is an empty one. */
    @Test
    void knowsWhoNeverHadMoney() {
        Customer poor = shop.newCustomer();
        Customer other = shop.newCustomer();
        String order = shop.placed(poor, shop.newProduct(1, 5), 1);

        assertThat(shop.get("/api/wallet", poor).text()).isEqualTo("{\"balance\":{\"amount\":0,\"currency\":\"USD\"}}");
        assertThat(transfer(poor, other, 1).code()).isEqualTo("insufficient_funds");
        assertThat(shop.pay(poor, order, unique("key")).block(PATIENCE).code()).isEqualTo("insufficient_funds");
        assertThat(shop.deposit(poor, 5).status()).isEqualTo(201);
        assertThat(shop.pay(poor, order, unique("key")).block(PATIENCE).status())
                .isEqualTo(200);
    }

    /** The first money of one wallet, from many at once. */
    @Test
    void opensAWalletOnce() {
        Customer lucky = shop.newCustomer();
        List<Customer> donors =
                IntStream.range(0, 8).mapToObj(i -> shop.newCustomer(10)).toList();

        List<Integer> statuses = Flux.fromIterable(donors)
                .flatMap(donor -> shop.transfer(donor, lucky.id(), 10, unique("key")), 8)
                .map(Reply::status)
                .collectList()
                .block(PATIENCE);

        assertThat(statuses).containsOnly(201);
        assertThat(shop.balanceOf(lucky)).isEqualTo(80);
    }

    @Test
    void listsEntriesNewestFirstWithTheBalanceAfterEach() {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();
        for (int i = 1; i <= 5; i++) {
            transfer(sender, recipient, i);
        }

        JsonNode first = shop.get("/api/wallet/entries?limit=4", sender).json();
        String next = first.path("page").path("nextCursor").asString();
        JsonNode second =
                shop.get("/api/wallet/entries?limit=4&after=" + next, sender).json();

        assertThat(first.path("data").findValuesAsString("kind")).containsOnly("transfer");
        assertThat(amounts(first, "amount")).containsExactly(-5L, -4L, -3L, -2L);
        assertThat(amounts(first, "balance")).containsExactly(985L, 990L, 994L, 997L);
        assertThat(amounts(second, "amount")).containsExactly(-1L, 1_000L);
        assertThat(second.path("data").path(1).path("kind").asString()).isEqualTo("deposit");
        assertThat(second.path("page").path("hasMore").asBoolean()).isFalse();
        assertThat(first.path("data").path(0).path("otherUserId").asString())
                .isEqualTo(recipient.id().toString());
    }

    @Test
    void answersAWalletWithATagThatFollowsTheBalance() {
        Customer owner = shop.newCustomer(5);
        String tag = shop.get("/api/wallet", owner).header("ETag");

        assertThat(shop.send(HttpMethod.GET, "/api/wallet", owner, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        shop.deposit(owner, 1);
        assertThat(shop.send(HttpMethod.GET, "/api/wallet", owner, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    private static List<Long> amounts(JsonNode page, String field) {
        return page.path("data")
                .valueStream()
                .map(entry -> entry.path(field).path("amount").asLong())
                .toList();
    }

    private Reply transfer(Customer from, Customer to, long amount) {
        return shop.transfer(from, to.id(), amount, unique("key")).block(PATIENCE);
    }
}
