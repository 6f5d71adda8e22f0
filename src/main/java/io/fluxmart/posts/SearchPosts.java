package io.fluxmart.posts;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.fluxmart.authors.Authors;
import io.fluxmart.problem.MalformedRequest;
import io.fluxmart.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds published posts by one condition for each filter that was asked for; names are known to PostgreSQL only. */
@Component
class SearchPosts {

    private static final int MOST_AUTHORS = 200;

    private final Authors authors;
    private final PostListStore posts;

    SearchPosts(Authors authors, PostListStore posts) {
        this.authors = authors;
        this.posts = posts;
    }

    Mono<List<Post>> find(PostSearch search) {
        List<Criteria> conditions = conditions(search);
        return search.author()
                .map(name -> authors.listByName(name, MOST_AUTHORS + 1)
                        .flatMap(ids -> findBy(ids, conditions, search.limit())))
                .orElseGet(() -> posts.listPublished(conditions, search.limit()));
    }

    private Mono<List<Post>> findBy(List<UUID> authorIds, List<Criteria> conditions, int limit) {
        if (authorIds.size() > MOST_AUTHORS) {
            throw tooManyAuthors();
        }
        conditions.add(where("author").in(authorIds));
        return authorIds.isEmpty() ? Mono.just(List.of()) : posts.listPublished(conditions, limit);
    }

    private static MalformedRequest tooManyAuthors() {
        String message = "author is part of more than " + MOST_AUTHORS + " usernames; be more precise.";
        return new MalformedRequest("too_many_authors", message, new Violation("?author", "too_many_authors", message));
    }

    private static List<Criteria> conditions(PostSearch search) {
        List<Criteria> conditions = new ArrayList<>();
        search.q().map(SearchPosts::containing).ifPresent(conditions::add);
        if (!search.tags().isEmpty()) {
            Criteria tags = where("tags");
            conditions.add(search.allTags() ? tags.all(search.tags()) : tags.in(search.tags()));
        }
        search.from().map(where("publishedAt")::gte).ifPresent(conditions::add);
        search.to().map(where("publishedAt")::lt).ifPresent(conditions::add);
        return conditions;
    }

    /** Quoted: a pattern of a client's making could take for ever, and would find what nobody wrote. */
    private static Criteria containing(String text) {
        Pattern literally = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
        return new Criteria()
                .orOperator(where("title").regex(literally), where("content").regex(literally));
    }
}
