package io.fluxmart.orders;

import static java.util.Objects.requireNonNull;

import io.fluxmart.problem.InvalidRequest;
import io.fluxmart.products.StockLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/orders}. A product may stand on several lines; they count as one. */
record PlaceOrder(@NotEmpty @Nullable List<@NotNull @Valid Line> items) {

    /** Refuses too many lines before each of them is looked at. */
    PlaceOrder {
        if (items != null && items.size() > OrderBounds.MAX_LINES) {
            throw new InvalidRequest("/items", "size", "An order has at most " + OrderBounds.MAX_LINES + " lines");
        }
    }

    /** The lines as they stand, to be called on a valid request. */
    List<StockLine> lines() {
        return requireNonNull(items).stream().map(Line::asStockLine).toList();
    }

    record Line(
            @NotNull @Min(1) @Nullable Long productId,

            @NotNull
            @Min(value = 1, message = "Quantity must be at least 1")
            @Max(value = OrderBounds.MAX_QUANTITY, message = "Quantity cannot exceed 10000")
            @Nullable
            Long quantity) {

        private StockLine asStockLine() {
            return new StockLine(
                    requireNonNull(productId), requireNonNull(quantity).intValue());
        }
    }
}
