package io.fluxmart.mails;

import io.fluxmart.money.Money;
import java.math.BigDecimal;

/** What a mail says. */
record MailText(String subject, String body) {

    private static final String BODY = """
            Hello %s,

            %s

            Order: %s
            Items: %d
            Total: %s

            Fluxmart
            """;

    static MailText of(MailKind kind, String firstName, OrderFacts order) {
        String body =
                BODY.formatted(firstName, kind.sentence(), order.orderId(), order.pieces(), spelled(order.total()));
        return new MailText(kind.subject(), body);
    }

    /** Such as {@code 19.99 USD}; currencies differ in how many minor units they have. */
    private static String spelled(Money money) {
        int digits = Math.max(money.currency().getDefaultFractionDigits(), 0);
        return BigDecimal.valueOf(money.amount(), digits).toPlainString() + " " + money.currencyCode();
    }
}
