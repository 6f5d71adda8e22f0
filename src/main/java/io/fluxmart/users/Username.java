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

/**
 * 3 to 30 characters without an at sign, so that it can never pass for somebody's e-mail address at login. The pattern begins
 * with a bound on the length: every constraint is looked at, however long the text.
 */
@NotBlank(message = "Username is required")
@Size(min = 3, message = "Username must be at least 3 characters")
@Size(max = 30, message = "Username cannot exceed 30 characters")
@Pattern(
        regexp = "(?=.{3,30}$)[\\p{L}\\p{N}._-]*",
        message = "Username can hold letters, digits, dots, dashes and underscores")
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@interface Username {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
