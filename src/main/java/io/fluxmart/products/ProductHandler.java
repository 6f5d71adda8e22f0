package io.fluxmart.products;

import io.fluxmart.platform.http.EncodedJson;
import io.fluxmart.platform.http.IfMatch;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ProductHandler {

    private final RequestReader reader;
    private final Catalogue catalogue;
    private final EditCatalogue editCatalogue;

    ProductHandler(RequestReader reader, Catalogue catalogue, EditCatalogue editCatalogue) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.editCatalogue = editCatalogue;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        return catalogue.list(queryOf(request)).flatMap(EncodedJson::answer);
    }

    Mono<ServerResponse> listCategories(ServerRequest request) {
        return catalogue
                .listCategories()
                .flatMap(categories -> ServerResponse.ok().bodyValue(categories));
    }

    Mono<ServerResponse> add(ServerRequest request) {
        return reader.read(request, ProductDraft.class)
                .flatMap(editCatalogue::add)
                .flatMap(product -> ServerResponse.created(URI.create("/api/products/" + product.id()))
                        .eTag(product.entityTag())
                        .bodyValue(product));
    }

    Mono<ServerResponse> change(ServerRequest request) {
        long id = idOf(request);
        Revisions revisions = IfMatch.required(request).revisions();
        return reader.read(request, ProductChange.class)
                .flatMap(change -> editCatalogue.change(id, revisions, change))
                .flatMap(ProductHandler::answer);
    }

    Mono<ServerResponse> changeStock(ServerRequest request) {
        long id = idOf(request);
        return reader.read(request, StockChange.class)
                .flatMap(change -> editCatalogue.changeStock(id, change))
                .flatMap(ProductHandler::answer);
    }

    private static Mono<ServerResponse> answer(Product product) {
        return ServerResponse.ok().eTag(product.entityTag()).bodyValue(product);
    }

    private static ProductQuery queryOf(ServerRequest request) {
        ProductSort sort = QueryParams.read(request, "sort", ProductSort::of, "newest, price or -price")
                .orElse(ProductSort.NEWEST);
        return new ProductQuery(
                QueryParams.text(request, "q"),
                QueryParams.text(request, "category"),
                QueryParams.number(request, "minPrice"),
                QueryParams.number(request, "maxPrice"),
                QueryParams.flag(request, "inStock").orElse(false),
                sort,
                QueryParams.limit(request),
                request.queryParam("after").map(sort::placeOf));
    }

    private static long idOf(ServerRequest request) {
        return QueryParams.numericId(request).orElseThrow(ProductHandler::notFound);
    }

    private static NotFound notFound() {
        return new NotFound("The product");
    }
}
