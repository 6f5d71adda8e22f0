package io.fluxmart.reports;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.stage;

import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.users.UserStatus;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts posts in MongoDB and names their authors out of PostgreSQL, a hundred at a time until the answer is full. */
@Component
class AuthorReportStore {

    private static final AggregationOptions STREAMED = AggregationOptions.builder()
            .cursorBatchSize(AuthorRanking.AUTHORS_AT_ONCE)
            .maxTime(Duration.ofSeconds(4))
            .allowDiskUse(true)
            .build();

    private static final AggregationOperation BY_AUTHOR = stage("""
            { $group: {
                _id: '$author',
                posts: { $sum: 1 },
                published: { $sum: { $cond: ['$published', 1, 0] } },
                lastPostAt: { $max: '$createdAt' } } }
            """);
    private final MongoAccess access;
    private final DatabaseClient database;

    AuthorReportStore(MongoAccess access, DatabaseClient database) {
        this.access = access;
        this.database = database;
    }

    private record Group(@Id UUID author, long posts, long published, Instant lastPostAt) {

        AuthorPosts of(Account account) {
            return new AuthorPosts(
                    author, account.username(), account.email(), account.status(), posts, published, lastPostAt);
        }
    }

    private record Account(UUID id, String username, String email, UserStatus status) {}

    /** Those with the most posts first. */
    Mono<List<AuthorPosts>> list(AuthorQuery query) {
        return access.runScan(mongo -> mongo.aggregate(pipeline(query), "posts", Group.class)
                .buffer(AuthorRanking.AUTHORS_AT_ONCE)
                .concatMap(groups -> withAccounts(groups, query.status()), 0)
                .flatMapIterable(authors -> authors)
                .take(query.limit())
                .collectList());
    }

    private static Aggregation pipeline(AuthorQuery query) {
        List<AggregationOperation> stages = new ArrayList<>(List.of(BY_AUTHOR));
        stages.addAll(AuthorRanking.of(query));
        return newAggregation(stages).withOptions(STREAMED);
    }

    private Mono<List<AuthorPosts>> withAccounts(List<Group> groups, Optional<UserStatus> status) {
        return listAccounts(groups, status)
                .map(accounts -> groups.stream()
                        .flatMap(group ->
                                Stream.ofNullable(accounts.get(group.author())).map(group::of))
                        .toList());
    }

    private Mono<Map<UUID, Account>> listAccounts(List<Group> groups, Optional<UserStatus> status) {
        return database.sql("""
                        SELECT id, username, email, status
                        FROM users
                        WHERE id = ANY (:ids) AND deleted_at IS NULL
                          AND (:status::text IS NULL OR status = :status)
                        """)
                .bind("ids", groups.stream().map(Group::author).toArray(UUID[]::new))
                .bind("status", nullable(status.map(UserStatus::word).orElse(null), String.class))
                .map(AuthorReportStore::toAccount)
                .all()
                .collect(Collectors.toMap(Account::id, Function.identity()));
    }

    private static Account toAccount(Readable row) {
        return new Account(
                required(row, "id", UUID.class),
                required(row, "username", String.class),
                required(row, "email", String.class),
                UserStatus.of(required(row, "status", String.class)));
    }
}
