package io.fluxmart.reviews;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.authors.Authors;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.problem.NotFound;
import io.fluxmart.products.Catalogue;
import io.fluxmart.products.Product;
import io.fluxmart.reviews.ReviewPage.Line;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ReviewHandler {

    private final RequestReader reader;
    private final Catalogue catalogue;
    private final WriteReview writeReview;
    private final ReadReviews readReviews;
    private final Authors authors;

    ReviewHandler(
            RequestReader reader,
            Catalogue catalogue,
            WriteReview writeReview,
            ReadReviews readReviews,
            Authors authors) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.writeReview = writeReview;
        this.readReviews = readReviews;
        this.authors = authors;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        int limit = QueryParams.limit(request);
        Optional<UUID> after = request.queryParam("after").map(ReviewPage::placeOf);
        return require(request, catalogue::find)
                .flatMap(product -> readReviews.of(product.id(), after, limit))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    /** The name is looked up first: what is stored is not to be answered with a failure. */
    Mono<ServerResponse> write(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(author -> authors.lookUp(List.of(author.id()))
                        .flatMap(bylines -> write(request, author).map(review -> Line.of(review, bylines))))
                .flatMap(line ->
                        ServerResponse.created(URI.create(request.path())).bodyValue(line));
    }

    private Mono<Review> write(ServerRequest request, CurrentUser author) {
        return reader.read(request, ReviewDraft.class)
                .flatMap(draft -> require(request, catalogue::findInStore)
                        .flatMap(product -> writeReview.about(product.id(), author.id(), draft)));
    }

    private static Mono<Product> require(ServerRequest request, Function<Long, Mono<Product>> find) {
        return Mono.justOrEmpty(QueryParams.numericId(request))
                .flatMap(find)
                .switchIfEmpty(Mono.error(() -> new NotFound("The product")));
    }
}
