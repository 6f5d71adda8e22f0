package io.fluxmart.mails;

import java.util.Arrays;
import java.util.Optional;

/** The events that are worth a mail, and what it says. */
enum MailKind {
    PLACED("order.placed", "We have your order", "Thank you. Your order is with us and waits to be paid."),
    PAID("order.paid", "Your order is paid", "We have your payment, and pack your order."),
    SHIPPED("order.shipped", "Your order is on its way", "Your order has left us and is on its way to you."),
    DELIVERED("order.delivered", "Your order was delivered", "Your order was delivered. Enjoy it!"),
    CANCELLED(
            "order.cancelled", "Your order was cancelled", "Your order was cancelled. What you paid for it is yours.");

    private final String eventType;
    private final String subject;
    private final String sentence;

    MailKind(String eventType, String subject, String sentence) {
        this.eventType = eventType;
        this.subject = subject;
        this.sentence = sentence;
    }

    static Optional<MailKind> of(String eventType) {
        return Arrays.stream(values())
                .filter(kind -> kind.eventType.equals(eventType))
                .findFirst();
    }

    static String[] eventTypes() {
        return Arrays.stream(values()).map(kind -> kind.eventType).toArray(String[]::new);
    }

    String eventType() {
        return eventType;
    }

    String subject() {
        return subject;
    }

    String sentence() {
        return sentence;
    }
}
