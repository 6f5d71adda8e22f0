package io.fluxmart.rankings;

import io.fluxmart.platform.http.QueryParams;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class RankingHandler {

    private final Bestsellers bestsellers;
    private final TopCustomers topCustomers;
    private final RebuildOnCommand rebuild;

    RankingHandler(Bestsellers bestsellers, TopCustomers topCustomers, RebuildOnCommand rebuild) {
        this.bestsellers = bestsellers;
        this.topCustomers = topCustomers;
        this.rebuild = rebuild;
    }

    Mono<ServerResponse> bestsellers(ServerRequest request) {
        return bestsellers.list(QueryParams.limit(request)).flatMap(RankingHandler::answer);
    }

    Mono<ServerResponse> topCustomers(ServerRequest request) {
        return topCustomers.list(QueryParams.limit(request)).flatMap(RankingHandler::answer);
    }

    Mono<ServerResponse> rebuild(ServerRequest request) {
        return rebuild.enqueue().then(Mono.defer(() -> ServerResponse.accepted().build()));
    }

    private static Mono<ServerResponse> answer(Object ranking) {
        return ServerResponse.ok().bodyValue(Map.of("data", ranking));
    }
}
