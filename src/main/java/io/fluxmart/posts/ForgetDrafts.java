package io.fluxmart.posts;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.stage;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.result.DeleteResult;
import io.fluxmart.authors.Authors;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes the drafts of those who closed their accounts: nobody else could ever read or remove them. */
@Component
class ForgetDrafts {

    private static final String INTERVAL = "${fluxmart.posts.forget-drafts-interval:1h}";
    private static final int AUTHORS_AT_ONCE = 500;
    private static final Logger log = LoggerFactory.getLogger(ForgetDrafts.class);

    private static final Aggregation AUTHORS_OF_DRAFTS =
            newAggregation(stage("{ $match: { published: false } }"), stage("{ $group: { _id: '$author' } }"));

    private final ReactiveMongoOperations mongo;
    private final Authors authors;

    ForgetDrafts(ReactiveMongoOperations mongo, Authors authors) {
        this.mongo = mongo;
        this.authors = authors;
    }

    private record Drafter(@Id UUID author) {}

    /** Nobody waits for it, and it takes as long as it takes. */
    @Scheduled(initialDelayString = INTERVAL, fixedDelayString = INTERVAL)
    Mono<Void> run() {
        return Flux.defer(() -> mongo.aggregate(AUTHORS_OF_DRAFTS, Post.COLLECTION, Drafter.class))
                .map(Drafter::author)
                .buffer(AUTHORS_AT_ONCE)
                .concatMap(authors::listClosed)
                .concatMap(this::remove)
                .then()
                .doOnError(error -> log.warn("Drafts of closed accounts stay until the next try: {}", error.toString()))
                .onErrorComplete();
    }

    private Mono<DeleteResult> remove(List<UUID> closed) {
        return closed.isEmpty()
                ? Mono.empty()
                : mongo.remove(query(where("author").in(closed).and("published").is(false)), Post.class);
    }
}
