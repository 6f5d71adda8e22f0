package io.fluxmart.posts;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.count;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.facet;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.limit;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.skip;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.stage;

import io.fluxmart.platform.mongo.MongoAccess;
import java.util.List;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One page of the published posts by its number, and how many there are: one command. What is counted and skipped are
 * ids out of the index; only the posts of the page itself are read.
 */
@Component
class NumberedPostStore {

    private static final AggregationOperation PUBLISHED = stage("{ $match: { published: true } }");
    private static final AggregationOperation NEWEST_FIRST = stage("{ $sort: { publishedAt: -1, _id: -1 } }");
    private static final AggregationOperation IDS_ONLY = stage("{ $project: { _id: 1 } }");

    /** An empty page still yields one document, with the total. */
    private static final AggregationOperation ONE_BY_ONE =
            stage("{ $unwind: { path: '$ids', preserveNullAndEmptyArrays: true } }");

    private static final AggregationOperation WHOLE_POSTS =
            stage("{ $lookup: { from: 'posts', localField: 'ids._id', foreignField: '_id', as: 'posts' } }");

    private static final AggregationOperation NEWEST_COMMENTS = stage("""
            { $addFields: { posts: { $map: {
                input: '$posts', as: 'post',
                in: { $mergeObjects: ['$$post', { comments: { $slice: ['$$post.comments', -10] } }] } } } } }
            """);

    private final MongoAccess access;

    NumberedPostStore(MongoAccess access) {
        this.access = access;
    }

    /** The posts of a page, and how many there are on all of them. */
    record NumberedPosts(List<Post> posts, long total) {}

    /** One post of the page, if any, and the total in a list of one; the list is empty for zero. */
    private record Row(List<Post> posts, List<Total> total) {}

    private record Total(long count) {}

    /** @param page 1 for the first */
    Mono<NumberedPosts> list(int page, int limit) {
        return access.runIdempotent(mongo -> mongo.aggregate(pipeline(page, limit), Post.COLLECTION, Row.class)
                .collectList()
                .map(NumberedPostStore::joined));
    }

    private static Aggregation pipeline(int page, int limit) {
        AggregationOperation idsAndTotal = facet(skip((long) (page - 1) * limit), limit(limit))
                .as("ids")
                .and(count().as("count"))
                .as("total");
        return newAggregation(PUBLISHED, NEWEST_FIRST, IDS_ONLY, idsAndTotal, ONE_BY_ONE, WHOLE_POSTS, NEWEST_COMMENTS)
                .withOptions(PostListStore.BOUNDED);
    }

    /** What was a draft again by the time it was read is left out. */
    private static NumberedPosts joined(List<Row> rows) {
        List<Post> posts = rows.stream()
                .flatMap(row -> row.posts().stream())
                .filter(Post::published)
                .toList();
        long total = rows.stream()
                .limit(1)
                .flatMap(row -> row.total().stream())
                .mapToLong(Total::count)
                .sum();
        return new NumberedPosts(posts, total);
    }
}
