package io.fluxmart.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.mails.OrderFacts.Item;
import io.fluxmart.money.Money;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailTextTests {

    private static final UUID ORDER = UUID.fromString("0190b5c0-0000-7000-8000-000000000001");

    @Test
    void tellsWhatHappenedToWhichOrder() {
        OrderFacts facts = new OrderFacts(ORDER, Money.of(3_998, "USD"), List.of(new Item(2), new Item(1)));

        MailText text = MailText.of(MailKind.SHIPPED, "Cleo", facts);

        assertThat(text.subject()).isEqualTo("Your order is on its way");
        assertThat(text.body()).isEqualTo("""
                Hello Cleo,

                Your order has left us and is on its way to you.

                Order: 0190b5c0-0000-7000-8000-000000000001
                Items: 3
                Total: 39.98 USD

                Fluxmart
                """);
    }

    @Test
    void knowsHowManyMinorUnitsACurrencyHas() {
        assertThat(MailText.of(MailKind.PAID, "Cleo", costing(Money.of(500, "JPY")))
                        .body())
                .contains("Total: 500 JPY");
        assertThat(MailText.of(MailKind.PAID, "Cleo", costing(Money.of(5, "USD")))
                        .body())
                .contains("Total: 0.05 USD");
    }

    @Test
    void saysSomethingElseForEachKind() {
        assertThat(Arrays.stream(MailKind.values()).map(kind -> MailText.of(kind, "Cleo", costing(Money.of(1, "USD")))))
                .extracting(MailText::subject)
                .doesNotHaveDuplicates();
    }

    @Test
    void readsFactsThatAreOlderOrNewerThanItself() {
        OrderFacts facts = new JsonMapper().readValue("""
                {"orderId":"%s","status":"paid","total":{"amount":1,"currency":"USD"},"gift":true}
                """.formatted(ORDER), OrderFacts.class);

        assertThat(facts.pieces()).isZero();
    }

    private static OrderFacts costing(Money total) {
        return new OrderFacts(ORDER, total, List.of());
    }
}
