package io.fluxmart.reports;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.stage;

import io.fluxmart.authors.Authors;
import io.fluxmart.authors.Bylines;
import io.fluxmart.platform.mongo.MongoAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts what authors have published: one pipeline. Whose account is closed shows only in PostgreSQL, so the groups are
 * streamed, and as many are read as it takes to fill the answer.
 */
@Component
class AuthorStatsStore {

    private static final AggregationOperation PUBLISHED = stage("{ $match: { published: true } }");

    /** A post comes once for each of its tags, or once without any; only the first of these counts as the post. */
    private static final AggregationOperation BY_TAG =
            stage("{ $unwind: { path: '$tags', includeArrayIndex: 'place', preserveNullAndEmptyArrays: true } }");

    /** A set of tags, so that a group holds no more than its author has different ones. */
    private static final AggregationOperation BY_AUTHOR = stage("""
            { $group: {
                _id: '$author',
                posts: { $sum: { $cond: [{ $lte: ['$place', 0] }, 1, 0] } },
                comments: { $sum: { $cond: [{ $lte: ['$place', 0] }, '$commentCount', 0] } },
                lastPostAt: { $max: '$publishedAt' },
                tags: { $addToSet: '$tags' } } }
            """);

    private static final AggregationOperation FIGURES = stage("""
            { $project: {
                posts: 1, lastPostAt: 1,
                averageComments: { $divide: ['$comments', '$posts'] },
                distinctTags: { $size: '$tags' } } }
            """);

    private static final AggregationOptions BOUNDED = AggregationOptions.builder()
            .maxTime(Duration.ofSeconds(2))
            .allowDiskUse(true)
            .build();

    private final MongoAccess access;
    private final Authors authors;

    AuthorStatsStore(MongoAccess access, Authors authors) {
        this.access = access;
        this.authors = authors;
    }

    private record Group(@Id UUID author, long posts, double averageComments, int distinctTags, Instant lastPostAt) {

        AuthorStats signed(Bylines bylines) {
            return new AuthorStats(bylines.of(author), posts, averageComments, distinctTags, lastPostAt);
        }
    }

    /** Authors with an open account, those with the most posts first. */
    Mono<List<AuthorStats>> list(AuthorQuery query) {
        return access.runScan(mongo -> mongo.aggregate(pipeline(query), "posts", Group.class)
                .buffer(AuthorRanking.AUTHORS_AT_ONCE)
                .concatMap(this::signed, 0) // the next only when these do not fill the answer
                .flatMapIterable(stats -> stats)
                .filter(stats -> !stats.author().isGone())
                .take(query.limit())
                .collectList());
    }

    private static Aggregation pipeline(AuthorQuery query) {
        List<AggregationOperation> stages = new ArrayList<>(List.of(PUBLISHED, BY_TAG, BY_AUTHOR));
        stages.addAll(AuthorRanking.of(query));
        stages.add(FIGURES);
        return newAggregation(stages).withOptions(BOUNDED);
    }

    private Mono<List<AuthorStats>> signed(List<Group> groups) {
        return authors.lookUp(groups.stream().map(Group::author).toList())
                .map(bylines ->
                        groups.stream().map(group -> group.signed(bylines)).toList());
    }
}
