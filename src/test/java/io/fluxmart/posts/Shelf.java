package io.fluxmart.posts;

import io.fluxmart.platform.postgres.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Posts put straight into the store: many, or from another time. */
record Shelf(ReactiveMongoTemplate mongo) {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final Instant FAR_FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    static Post post(UUID author, String title, Instant publishedAt, List<String> tags, List<Comment> comments) {
        return new Post(
                Ids.next(),
                author,
                title,
                "Some content",
                tags,
                true,
                publishedAt,
                publishedAt,
                publishedAt,
                1,
                comments,
                comments.size());
    }

    /** Numbered from 1, the oldest first. */
    static List<Comment> comments(int count, List<UUID> authors, Instant at) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> Comment.by(authors.get(n % authors.size()), "comment " + n, at.plusSeconds(n)))
                .toList();
    }

    void put(Collection<Post> posts) {
        mongo.insertAll(posts).then().block(PATIENCE);
    }

    /** Every document as it is stored, as text. */
    String dump() {
        return mongo.findAll(Document.class, Post.COLLECTION)
                .map(Document::toString)
                .collectList()
                .map(all -> String.join("\n", all))
                .block(PATIENCE);
    }

    Post find(String path) {
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        return mongo.findById(id, Post.class).block(PATIENCE);
    }

    long published() {
        return mongo.count(Query.query(Criteria.where("published").is(true)), Post.class)
                .block(PATIENCE);
    }

    /** Those would come first in everybody's lists. */
    void clearTheFuture() {
        mongo.remove(Query.query(Criteria.where("publishedAt").gte(FAR_FUTURE)), Post.class)
                .block(PATIENCE);
    }
}
