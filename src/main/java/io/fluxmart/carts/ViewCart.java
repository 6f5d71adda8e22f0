package io.fluxmart.carts;

import io.fluxmart.money.MoneySettings;
import io.fluxmart.products.Stock;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a cart at the prices of the moment: one Redis command and one statement, whatever the number of lines. */
@Component
class ViewCart {

    private final CartStore carts;
    private final Stock stock;
    private final MoneySettings money;

    ViewCart(CartStore carts, Stock stock, MoneySettings money) {
        this.carts = carts;
        this.stock = stock;
        this.money = money;
    }

    /** Without lines when nothing is in it. */
    Mono<PricedCart> of(UUID userId) {
        return carts.find(userId).map(Cart::lines).defaultIfEmpty(List.of()).flatMap(this::price);
    }

    private Mono<PricedCart> price(List<StockLine> lines) {
        return stock.look(lines.stream().map(StockLine::productId).toList())
                .map(offers -> PricedCart.of(lines, offers, money.currency()));
    }
}
