package io.fluxmart.carts;

import io.fluxmart.problem.NotFound;
import io.fluxmart.products.Stock;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts a product into a cart, in place of what was there of it. */
@Component
class FillCart {

    private final CartStore carts;
    private final Stock stock;

    FillCart(CartStore carts, Stock stock) {
        this.carts = carts;
        this.stock = stock;
    }

    /** {@link NotFound} when there is no such product; {@link CartRefused} when the cart is full. */
    Mono<Void> with(UUID userId, StockLine line) {
        return requireProduct(line.productId())
                .then(Mono.defer(() -> carts.setLine(userId, line)))
                .flatMap(set -> set > 0 ? Mono.empty() : Mono.error(CartRefused::becauseItIsFull));
    }

    private Mono<Void> requireProduct(long productId) {
        return stock.look(List.of(productId))
                .flatMap(offers -> offers.isEmpty() ? Mono.error(() -> new NotFound("The product")) : Mono.empty());
    }
}
