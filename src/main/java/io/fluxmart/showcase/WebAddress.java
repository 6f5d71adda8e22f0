package io.fluxmart.showcase;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An absolute http or https URL that any browser can open: nothing to run, nobody's password, no blanks. */
@Constraint(validatedBy = WebAddress.Check.class)
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@interface WebAddress {

    String message() default
            "must be an absolute http or https URL of at most 2048 characters, without spaces and user info";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<WebAddress, String> {

        private static final int MAX_LENGTH = 2_048;
        private static final int MAX_PORT = 65_535;
        private static final Set<String> SCHEMES = Set.of("http", "https");

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || (text.length() <= MAX_LENGTH && isWebAddress(text));
        }

        /** The parser itself refuses control characters, spaces of any script, and backslashes. */
        private static boolean isWebAddress(String text) {
            try {
                URI address = new URI(text);
                return address.getScheme() != null
                        && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                        && address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.getPort() <= MAX_PORT;
            } catch (URISyntaxException none) {
                return false;
            }
        }
    }
}
