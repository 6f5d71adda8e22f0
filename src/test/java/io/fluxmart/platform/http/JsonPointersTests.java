package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPointersTests {

    record Inner(@NotNull String name) {}

    record Outer(@NotNull String top, List<@NotNull @Valid Inner> items) {}

    @Test
    void pointsIntoListsAndRecords() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var violations = factory.getValidator()
                    .validate(new Outer(null, java.util.Arrays.asList(new Inner("fine"), new Inner(null), null)));

            assertThat(violations)
                    .extracting(violation -> JsonPointers.of(violation.getPropertyPath()))
                    .containsExactlyInAnyOrder("/top", "/items/1/name", "/items/2");
        }
    }

    @Test
    void writesCodesInSnakeCase() {
        assertThat(JsonPointers.snakeCase("NotNull")).isEqualTo("not_null");
        assertThat(JsonPointers.snakeCase("Size")).isEqualTo("size");
    }
}
