package io.fluxmart.users;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** What people tell about themselves: at most 500 characters, on as many lines as they like. */
@Size(max = 500, message = "Bio cannot exceed 500 characters")
@Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*", message = "Bio cannot hold control characters but line breaks and tabs")
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@interface Bio {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
