package io.fluxmart.showcase;

import io.fluxmart.problem.Unavailable;
import io.fluxmart.reviews.Ratings;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks MongoDB for what a page shows of it, both at once, and does without what it does not tell in time. */
@Component
class ReadDocuments {

    private final DetailsStore details;
    private final Ratings ratings;
    private final ShowcaseSettings settings;

    ReadDocuments(DetailsStore details, Ratings ratings, ShowcaseSettings settings) {
        this.details = details;
        this.ratings = ratings;
        this.settings = settings;
    }

    Mono<PageDocuments> about(long productId) {
        return Mono.zip(part(details.findByProduct(productId)), part(ratings.of(productId)), PageDocuments::new);
    }

    private <T> Mono<PagePart<T>> part(Mono<T> inMongo) {
        return inMongo.map(PagePart::of)
                .defaultIfEmpty(PagePart.none())
                .timeout(settings.patience())
                .onErrorResume(ReadDocuments::isMongoAway, error -> Mono.just(PagePart.away()));
    }

    /** Any other error is ours, and a page that hid it would hide it for good. */
    private static boolean isMongoAway(Throwable error) {
        return error instanceof Unavailable || error instanceof TimeoutException;
    }
}
