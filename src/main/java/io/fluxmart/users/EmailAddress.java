package io.fluxmart.users;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** At most 255 characters. The pattern begins with a bound on the length, without which it would take quadratic time. */
@NotBlank(message = "Email is required")
@Size(max = 255, message = "Email cannot exceed 255 characters")
@Pattern(
        regexp = "(?=.{0,255}$)[^\\s\\p{Cntrl}]+@[^\\s\\p{Cntrl}@]+\\.[^\\s\\p{Cntrl}@]+",
        message = "Email is not an e-mail address")
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@interface EmailAddress {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
