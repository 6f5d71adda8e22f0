package io.fluxmart.showcase;

import io.fluxmart.problem.Unavailable;
import io.fluxmart.products.Catalogue;
import io.fluxmart.reviews.Ratings;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts the page of a product together. Both stores are asked at once, and only PostgreSQL has to answer. */
@Component
class ShowProduct {

    private final Catalogue catalogue;
    private final DetailsStore details;
    private final Ratings ratings;
    private final ShowcaseSettings settings;

    ShowProduct(Catalogue catalogue, DetailsStore details, Ratings ratings, ShowcaseSettings settings) {
        this.catalogue = catalogue;
        this.details = details;
        this.ratings = ratings;
        this.settings = settings;
    }

    /** Empty when there is no such product, as soon as PostgreSQL says so. */
    Mono<ProductPage> page(long id) {
        return Mono.zip(catalogue.find(id), documents(id), ProductPage::of);
    }

    private Mono<PageDocuments> documents(long id) {
        return Mono.zip(part(details.findByProduct(id)), part(ratings.of(id)), PageDocuments::new);
    }

    private <T> Mono<PagePart<T>> part(Mono<T> inMongo) {
        return inMongo.map(PagePart::of)
                .defaultIfEmpty(PagePart.none())
                .timeout(settings.patience())
                .onErrorResume(ShowProduct::isMongoAway, error -> Mono.just(PagePart.away()));
    }

    /** Any other error is ours, and a page that hid it would hide it for good. */
    private static boolean isMongoAway(Throwable error) {
        return error instanceof Unavailable || error instanceof TimeoutException;
    }
}
