package io.fluxmart.carts;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Answers;
import io.fluxmart.idempotency.Claims;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class CartHandler {

    /** Not the cart: a retry finds it empty, and is the same request all the same. */
    private static final Object NO_BODY = Map.of();

    private final RequestReader reader;
    private final Claims claims;
    private final CartStore carts;
    private final ViewCart viewCart;
    private final FillCart fillCart;
    private final OrderCart orderCart;

    CartHandler(
            RequestReader reader,
            Claims claims,
            CartStore carts,
            ViewCart viewCart,
            FillCart fillCart,
            OrderCart orderCart) {
        this.reader = reader;
        this.claims = claims;
        this.carts = carts;
        this.viewCart = viewCart;
        this.fillCart = fillCart;
        this.orderCart = orderCart;
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return CurrentUsers.required(request).flatMap(this::answer);
    }

    Mono<ServerResponse> setItem(ServerRequest request) {
        long productId = productOf(request);
        return CurrentUsers.required(request)
                .delayUntil(user -> reader.read(request, CartQuantity.class)
                        .flatMap(quantity -> fillCart.with(user.id(), quantity.of(productId))))
                .flatMap(this::answer);
    }

    Mono<ServerResponse> removeItem(ServerRequest request) {
        long productId = productOf(request);
        return CurrentUsers.required(request)
                .delayUntil(user -> carts.removeLine(user.id(), productId))
                .flatMap(this::answer);
    }

    Mono<ServerResponse> clear(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(user -> carts.delete(user.id()))
                .then(ServerResponse.noContent().build());
    }

    Mono<ServerResponse> checkout(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(buyer -> orderCart.of(buyer, claims.of(request, buyer.id(), "carts.checkout", NO_BODY)))
                .flatMap(CartHandler::created);
    }

    private Mono<ServerResponse> answer(CurrentUser user) {
        return viewCart.of(user.id()).flatMap(cart -> ServerResponse.ok().bodyValue(cart));
    }

    private static Mono<ServerResponse> created(Answer answer) {
        return Answers.created(URI.create("/api/orders/" + answer.resourceId()), answer);
    }

    private static long productOf(ServerRequest request) {
        return QueryParams.numericId(request, "productId").orElseThrow(() -> new NotFound("The product"));
    }
}
