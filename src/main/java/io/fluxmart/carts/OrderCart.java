package io.fluxmart.carts;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.orders.Checkout;
import io.fluxmart.orders.OrderRefused;
import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.observability.RequestIdInLogs;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders what is in a cart, then takes it out. Redis is read before the transaction begins and written after it has
 * committed, so that a slow Redis holds no connection, and an order stands whether or not its cart could be cleared. A
 * cart that could not be cleared is not ordered twice: its order has its id.
 */
@Component
class OrderCart {

    private static final Logger log = LoggerFactory.getLogger(OrderCart.class);

    private final CartStore carts;
    private final Checkout checkout;
    private final DetachedWork work;
    private final JsonMapper json;

    OrderCart(CartStore carts, Checkout checkout, DetachedWork work, JsonMapper json) {
        this.carts = carts;
        this.checkout = checkout;
        this.work = work;
        this.json = json;
    }

    /** The order as JSON; {@link CartRefused} when the cart is empty or was ordered before, else as {@link Checkout}. */
    Mono<Answer> of(CurrentUser buyer, Claim claim) {
        return carts.find(buyer.id())
                .switchIfEmpty(Mono.error(CartRefused::becauseItIsEmpty))
                .map(CartReading::of)
                .onErrorResume(notToBeHad -> Mono.just(CartReading.failed(notToBeHad)))
                .flatMap(cart -> work.run(order(buyer, claim, cart)));
    }

    /** @param cart a key that has its answer needs none */
    private Mono<Answer> order(CurrentUser buyer, Claim claim, CartReading cart) {
        return checkout.place(buyer, claim, () -> cart.required().basket())
                .delayUntil(placed ->
                        cart.ifThere().flatMap(read -> takeOut(buyer.id(), placed.resourceId(), linesOf(placed))))
                .onErrorResume(
                        OrderRefused.class,
                        refused -> cart.ifThere().flatMap(read -> explain(buyer, read.id(), refused)));
    }

    /** The stock that a cart is short of may be what its own order took, a moment ago. */
    private Mono<Answer> explain(CurrentUser buyer, UUID cartId, OrderRefused refused) {
        return checkout.findPlaced(buyer, cartId)
                .delayUntil(order -> takeOut(buyer.id(), order.id(), order.stockLines()))
                .flatMap(order -> Mono.<Answer>error(CartRefused.becauseItWasOrderedAs(order.id())))
                .switchIfEmpty(Mono.error(refused));
    }

    private Mono<Void> takeOut(UUID buyer, UUID orderId, List<StockLine> bought) {
        return carts.removeOrdered(buyer, orderId, bought)
                .doOnEach(RequestIdInLogs.onError(error ->
                        log.warn("Order {} stands, but may still be in the cart: {}", orderId, error.toString())))
                .onErrorComplete();
    }

    /** What was bought, even if that was long ago: the cart may hold something else by now. */
    private List<StockLine> linesOf(Answer placed) {
        return json.readTree(placed.body())
                .path("items")
                .valueStream()
                .map(item -> new StockLine(
                        item.path("productId").asLong(), item.path("quantity").asInt()))
                .toList();
    }
}
