package io.fluxmart.intakes;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads amounts as other shops keep them, in units of the currency: 19.99 dollars. They come out in minor units, exactly. */
final class Amounts {

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    /** With four digits behind the point, as many as there are currencies with, they still fit into 64 bits. */
    private static final int MOST_DIGITS = 14;

    private final int decimals;

    Amounts(Currency currency) {
        this.decimals = Math.max(0, currency.getDefaultFractionDigits());
    }

    /** @return null where there is none, or none that can be used, which is rejected */
    @Nullable
    Long read(Fields fields, List<String> spellings) {
        Fields.Found found = fields.find(spellings);
        if (found.value() == null) {
            return null;
        }
        BigDecimal amount = decimalOrNull(found.value());
        if (amount == null) {
            return fields.reject(found.name(), "is not an amount of money");
        }
        String objection = objectionTo(amount);
        return objection == null
                ? (Long) amount.movePointRight(decimals).longValueExact()
                : fields.reject(found.name(), objection);
    }

    private static @Nullable BigDecimal decimalOrNull(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        return value instanceof String text && PLAIN.matcher(text.strip()).matches()
                ? new BigDecimal(text.strip()).stripTrailingZeros()
                : null;
    }

    /** Looks at exponents before anything is computed with them: 1E+999999999 is a short text and a long number. */
    private @Nullable String objectionTo(BigDecimal amount) {
        if (amount.signum() < 0) {
            return "is less than zero";
        }
        if (amount.scale() > decimals) {
            return "has more than " + decimals + " digits behind the point";
        }
        return (long) amount.precision() - amount.scale() > MOST_DIGITS ? "is more than an amount can be" : null;
    }
}
