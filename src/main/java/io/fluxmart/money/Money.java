package io.fluxmart.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money in integer minor units: {@code {"amount": 1999, "currency": "USD"}} is 19.99 US dollars.
 *
 * <p>Arithmetic is exact. Sums that overflow 64 bits raise {@link ArithmeticException}, sums of different currencies
 * {@link IllegalArgumentException}; both are bugs of the caller, not input to be reported.
 */
public record Money(long amount, Currency currency) {

    public static Money of(long amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }

    /** An even share of this amount, rounded half up to whole minor units. */
    public Money dividedBy(long shares) {
        BigDecimal share = BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(shares), 0, RoundingMode.HALF_UP);
        return new Money(share.longValueExact(), currency);
    }

    public String currencyCode() {
        return currency.getCurrencyCode();
    }
}
