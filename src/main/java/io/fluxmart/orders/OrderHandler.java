package io.fluxmart.orders;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Answers;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.Claims;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class OrderHandler {

    private final RequestReader reader;
    private final Claims claims;
    private final Checkout checkout;
    private final AdvanceOrder advanceOrder;
    private final OrderStore orders;

    OrderHandler(RequestReader reader, Claims claims, Checkout checkout, AdvanceOrder advanceOrder, OrderStore orders) {
        this.reader = reader;
        this.claims = claims;
        this.checkout = checkout;
        this.advanceOrder = advanceOrder;
        this.orders = orders;
    }

    Mono<ServerResponse> place(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(buyer -> reader.read(request, PlaceOrder.class)
                        .flatMap(order -> place(buyer, claims.of(request, buyer.id(), "orders.place", order), order)))
                .flatMap(OrderHandler::created);
    }

    private Mono<Answer> place(CurrentUser buyer, Claim claim, PlaceOrder order) {
        Basket basket = Basket.of(order.lines());
        return checkout.place(buyer, claim, () -> basket);
    }

    Mono<ServerResponse> list(ServerRequest request) {
        int limit = QueryParams.limit(request);
        OrderPlace after = request.queryParam("after").map(OrderPlace::of).orElse(OrderPlace.TOP);
        return CurrentUsers.required(request)
                .flatMap(user -> orders.listOf(user.id(), after, limit))
                .map(rows -> Page.cut(rows, limit, OrderPlace::cursorOf))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return requireVisible(request).flatMap(order -> EntityTags.answer(request, order.entityTag(), order));
    }

    Mono<ServerResponse> listSteps(ServerRequest request) {
        return requireVisible(request)
                .flatMap(orders::listSteps)
                .flatMap(steps -> ServerResponse.ok().bodyValue(steps));
    }

    Mono<ServerResponse> pay(ServerRequest request) {
        UUID id = idOf(request);
        return CurrentUsers.required(request)
                .flatMap(buyer -> advanceOrder.pay(buyer, claims.of(request, buyer.id(), "orders.pay", id), id))
                .flatMap(Answers::ok);
    }

    Mono<ServerResponse> cancel(ServerRequest request) {
        return advance(request, advanceOrder::cancel);
    }

    Mono<ServerResponse> ship(ServerRequest request) {
        return advance(request, advanceOrder::ship);
    }

    Mono<ServerResponse> deliver(ServerRequest request) {
        return advance(request, advanceOrder::deliver);
    }

    private static Mono<ServerResponse> advance(
            ServerRequest request, BiFunction<CurrentUser, UUID, Mono<Order>> step) {
        UUID id = idOf(request);
        return CurrentUsers.required(request)
                .flatMap(who -> step.apply(who, id))
                .flatMap(order -> ServerResponse.ok().eTag(order.entityTag()).bodyValue(order));
    }

    /** Administrators see every order, others their own. */
    private Mono<Order> requireVisible(ServerRequest request) {
        UUID id = idOf(request);
        return CurrentUsers.required(request)
                .flatMap(who -> orders.find(id, who.isAdmin() ? null : who.id()))
                .switchIfEmpty(Mono.error(OrderHandler::notFound));
    }

    private static Mono<ServerResponse> created(Answer answer) {
        return Answers.created(URI.create("/api/orders/" + answer.resourceId()), answer);
    }

    private static UUID idOf(ServerRequest request) {
        return QueryParams.uuid(request).orElseThrow(OrderHandler::notFound);
    }

    private static NotFound notFound() {
        return new NotFound("The order");
    }
}
