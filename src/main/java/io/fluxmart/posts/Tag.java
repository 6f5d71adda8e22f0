package io.fluxmart.posts;

import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** One of the words under which a post is found. */
@NotBlank
@Size(max = Tags.LONGEST)
@Pattern(regexp = Lines.TAG, message = Lines.TAG_MESSAGE)
@Constraint(validatedBy = {})
@Target(TYPE_USE)
@Retention(RUNTIME)
@interface Tag {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
