package io.fluxmart.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/orders}. A product may stand on several lines; they count as one. */
record PlaceOrder(
        @NotEmpty @Size(max = 100, message = "An order has at most 100 lines") @Nullable
        List<@NotNull @Valid Line> items) {

    record Line(
            @NotNull @Min(1) @Nullable Long productId,

            @NotNull
            @Min(value = 1, message = "Quantity must be at least 1")
            @Max(value = 10_000, message = "Quantity cannot exceed 10000")
            @Nullable
            Long quantity) {}
}
