package io.fluxmart.posts;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.limit;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.sort;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.stage;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.fluxmart.platform.mongo.MongoAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Posts in order, each with its newest comments only. */
@Component
class PostListStore {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "publishedAt", "_id");
    private static final Sort LATEST_BEGUN_FIRST = Sort.by(Sort.Direction.DESC, "_id");

    private static final AggregationOperation NEWEST_COMMENTS =
            stage("{ $addFields: { comments: { $slice: ['$comments', -10] } } }");

    /** The server gives up by itself; a search for what no post has looks into all of them. */
    static final AggregationOptions BOUNDED =
            AggregationOptions.builder().maxTime(Duration.ofSeconds(2)).build();

    private final MongoAccess access;

    PostListStore(MongoAccess access) {
        this.access = access;
    }

    /** Those that are published, the newest first. */
    Mono<List<Post>> listPublished(Optional<PostPlace> after, int limit) {
        Criteria published = where("published").is(true);
        return list(after.map(place -> behind(place, published)).orElse(published), NEWEST_FIRST, limit);
    }

    /** Those that are published and meet all the conditions, the newest first; it may have to look at all there are. */
    Mono<List<Post>> listPublished(List<Criteria> conditions, int limit) {
        List<Criteria> all = new ArrayList<>(conditions);
        all.add(where("published").is(true));
        Aggregation pipeline = pipeline(new Criteria().andOperator(all), NEWEST_FIRST, limit);
        return access.runScan(
                mongo -> mongo.aggregate(pipeline, Post.COLLECTION, Post.class).collectList());
    }

    /** Drafts too, the latest begun first. */
    Mono<List<Post>> listOwn(UUID author, Optional<UUID> after, int limit) {
        Criteria own = where("author").is(author);
        return list(after.map(id -> own.and("_id").lt(id)).orElse(own), LATEST_BEGUN_FIRST, limit);
    }

    private Mono<List<Post>> list(Criteria which, Sort order, int limit) {
        Aggregation pipeline = pipeline(which, order, limit);
        return access.runIdempotent(
                mongo -> mongo.aggregate(pipeline, Post.COLLECTION, Post.class).collectList());
    }

    private static Aggregation pipeline(Criteria which, Sort order, int limit) {
        return newAggregation(match(which), sort(order), limit(limit), NEWEST_COMMENTS)
                .withOptions(BOUNDED);
    }

    /** The first condition follows from the second; it is what the index is entered by. */
    private static Criteria behind(PostPlace place, Criteria which) {
        return which.and("publishedAt")
                .lte(place.publishedAt())
                .orOperator(
                        where("publishedAt").lt(place.publishedAt()),
                        where("_id").lt(place.id()));
    }
}
