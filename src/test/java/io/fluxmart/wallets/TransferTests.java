package io.fluxmart.wallets;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@FluxmartTest
class TransferTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Recorder recorder;

    @Test
    void movesMoneyAndTellsBoth() {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();
        try (EventStream senders = shop.listen(sender);
                EventStream recipients = shop.listen(recipient)) {
            Reply reply = transfer(sender, recipient, 300);

            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            assertThat(reply.json().path("toUserId").asString())
                    .isEqualTo(recipient.id().toString());
            assertThat(reply.json().path("amount").path("amount").asLong()).isEqualTo(300);
            assertThat(shop.balanceOf(sender)).isEqualTo(700);
            assertThat(shop.balanceOf(recipient)).isEqualTo(300);
            String transferId = reply.json().path("id").asString();
            assertThat(senders.next(1, "transfer."))
                    .singleElement()
                    .satisfies(event -> assertThat(event.event()).isEqualTo("transfer.sent"));
            assertThat(recipients.next(1, "transfer."))
                    .singleElement()
                    .satisfies(event -> assertThat(event.event()).isEqualTo("transfer.received"))
                    .satisfies(event -> assertThat(event.data()).contains(transferId));
        }
    }

    /** T5. */
    @Test
    void refusesMoreThanThereIs() {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();

        Reply refused = transfer(sender, recipient, 1_001);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("insufficient_funds");
        assertNothingMoved(sender, recipient);
    }

    /** T4: a negative amount steals; 10^18 and 2^63 overflow what is added to them. */
    @ParameterizedTest
    @CsvSource({
        "-50, 422, invalid_request",
        "0, 422, invalid_request",
        "10000000000, 422, invalid_request",
        "1000000000000000000, 422, invalid_request",
        "9223372036854775808, 400, wrong_type",
        "1.5, 400, wrong_type",
        "\"10\", 400, wrong_type",
        "null, 422, invalid_request"
    })
    void refusesAmountsThatCannotMove(String amount, int status, String code) {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();
        String body = "{\"toUserId\":\"%s\",\"amount\":{\"amount\":%s,\"currency\":\"USD\"}}"
                .formatted(recipient.id(), amount);

        Reply refused = sendTransfer(sender, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertNothingMoved(sender, recipient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "usd", "", "US DOLLARS"})
    void refusesForeignMoney(String currency) {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();
        String body = "{\"toUserId\":\"%s\",\"amount\":{\"amount\":1,\"currency\":\"%s\"}}"
                .formatted(recipient.id(), currency);

        Reply refused = sendTransfer(sender, body);

        assertThat(refused.status()).isEqualTo(422);
        assertNothingMoved(sender, recipient);
    }

    /** T4. */
    @Test
    void refusesATransferToOneself() {
        Customer sender = shop.newCustomer(1_000);

        Reply refused = transfer(sender, sender, 1);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("self_transfer");
        assertNothingMoved(sender);
    }

    /** T4: money sent to a missing account was destroyed. The house's own accounts are nobody's either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "11111111-1111-7111-8111-111111111111",
                "00000000-0000-8000-8000-000000000001",
                "00000000-0000-8000-8000-000000000002"
            })
    void refusesRecipientsThatAreNobody(String nobody) {
        Customer sender = shop.newCustomer(1_000);

        Reply refused =
                shop.transfer(sender, UUID.fromString(nobody), 1, unique("key")).block(PATIENCE);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("unknown_recipient");
        assertNothingMoved(sender);
    }

    @Test
    void refusesWhatTheRecipientCouldNotHold() {
        Customer sender = shop.newCustomer(1_000);
        Customer rich = shop.newCustomer(1);
        setBalance(rich, Ledger.MAX_BALANCE - 5);
        try {
            assertThat(transfer(sender, rich, 6).code()).isEqualTo("wallet_full");
            assertNothingMoved(sender);
            assertThat(transfer(sender, rich, 5).status()).isEqualTo(201);
        } finally {
            setBalance(rich, 1 + 5);
        }
    }

    private void setBalance(Customer whose, long balance) {
        books.run(
                "UPDATE wallets SET balance = :balance WHERE user_id = :id",
                Map.of("balance", balance, "id", whose.id()));
    }

    @Test
    void movesOnceForOneKey() {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer();
        String key = unique("key");

        Reply first = shop.transfer(sender, recipient.id(), 300, key).block(PATIENCE);
        Reply second = shop.transfer(sender, recipient.id(), 300, key).block(PATIENCE);
        Reply other = shop.transfer(sender, recipient.id(), 301, key).block(PATIENCE);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(shop.balanceOf(sender)).isEqualTo(700);
    }

    @Test
    void needsAKey() {
        Customer sender = shop.newCustomer(1_000);
        String body = "{\"toUserId\":\"%s\",\"amount\":{\"amount\":1,\"currency\":\"USD\"}}".formatted(sender.id());

        assertThat(shop.post("/api/transfers", sender, body).code()).isEqualTo("idempotency_key_required");
        assertThat(shop.post("/api/wallet/deposits", shop.admin(), body.replace("toUserId", "userId"))
                        .code())
                .isEqualTo("idempotency_key_required");
    }

    @Test
    void takesFiveStatements() {
        Customer sender = shop.newCustomer(1_000);
        Customer recipient = shop.newCustomer(1);
        recorder.clear();

        transfer(sender, recipient, 1);

        assertThat(recorder.containing("ledger_entries"))
                .singleElement()
                .satisfies(statements -> assertThat(statements)
                        .as("key, recipient, ledger, events, answer")
                        .hasSize(5));
    }

    private Reply transfer(Customer from, Customer to, long amount) {
        return shop.transfer(from, to.id(), amount, unique("key")).block(PATIENCE);
    }

    private Reply sendTransfer(Customer sender, String body) {
        return shop.send(HttpMethod.POST, "/api/transfers", sender, body, "Idempotency-Key", unique("key"));
    }

    private void assertNothingMoved(Customer sender, Customer... recipients) {
        assertThat(shop.balanceOf(sender)).isEqualTo(1_000);
        for (Customer recipient : recipients) {
            assertThat(shop.balanceOf(recipient)).isZero();
        }
        assertThat(books.number(
                        "SELECT count(*) FROM ledger_entries WHERE account_id = :id", Map.of("id", sender.id())))
                .as("the deposit alone")
                .isEqualTo(1);
    }
}
