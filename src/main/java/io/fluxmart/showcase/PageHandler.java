package io.fluxmart.showcase;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.http.EncodedJson;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.Recalling;
import io.fluxmart.problem.NotFound;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The page of a product, which is what is read most. */
@Component
class PageHandler implements Recalling {

    private final ShowProduct showProduct;

    PageHandler(ShowProduct showProduct) {
        this.showProduct = showProduct;
    }

    @Override
    public @Nullable EncodedJson recall(Map<String, String> pathVariables) {
        return QueryParams.numericId(requireNonNull(pathVariables.get("id")))
                .map(showProduct::recall)
                .orElse(null);
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        return Mono.justOrEmpty(QueryParams.numericId(request))
                .flatMap(showProduct::page)
                .switchIfEmpty(Mono.error(() -> new NotFound("The product")))
                .flatMap(page -> EntityTags.answer(request, page));
    }
}
