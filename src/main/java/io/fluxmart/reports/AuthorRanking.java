package io.fluxmart.reports;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.stage;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;

/** Which of the authors, grouped with their {@code posts} and {@code lastPostAt}, are looked up, and in which order. */
final class AuthorRanking {

    /** How many are looked up in PostgreSQL by one statement. */
    static final int AUTHORS_AT_ONCE = 100;

    private static final AggregationOperation MOST_POSTS_FIRST = stage("{ $sort: { posts: -1, _id: 1 } }");

    /** However many accounts are closed or of another status, nobody behind these is looked up. */
    private static final AggregationOperation THE_FIRST = stage("{ $limit: 2000 }");

    private AuthorRanking() {}

    static List<AggregationOperation> of(AuthorQuery query) {
        AggregationOperation wanted =
                match(where("posts").gte(query.minPosts()).and("lastPostAt").gte(query.activeSince()));
        return List.of(wanted, MOST_POSTS_FIRST, THE_FIRST);
    }
}
