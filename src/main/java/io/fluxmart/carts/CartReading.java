package io.fluxmart.carts;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** A cart as it was read, or why it could not be. */
record CartReading(@Nullable Cart cart, @Nullable RuntimeException failure) {

    static CartReading of(Cart cart) {
        return new CartReading(cart, null);
    }

    static CartReading failed(Throwable why) {
        return new CartReading(null, Exceptions.propagate(why));
    }

    /** The cart; throws why there is none. */
    Cart required() {
        if (cart == null) {
            throw failure == null ? new IllegalStateException("Neither a cart nor a reason") : failure;
        }
        return cart;
    }

    Mono<Cart> ifThere() {
        return Mono.justOrEmpty(cart);
    }
}
