package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads pages of posts, with their tags and comments where these have tables: one statement more for each of the two. */
final class MySqlPostPages {

    private final DatabaseClient source;
    private final MySqlTable posts;
    private final List<MySqlPostParts> parts;

    MySqlPostPages(DatabaseClient source, MySqlTable posts, MySqlTables tables) {
        this.source = source;
        this.posts = posts;
        this.parts = Stream.of(MySqlPostParts.tags(posts, tables), MySqlPostParts.comments(posts, tables))
                .flatMap(Optional::stream)
                .toList();
    }

    Mono<List<SourceRow>> read(Optional<SourceId> after, int limit) {
        return new MySqlPages(source, posts)
                .read(after, limit)
                .flatMap(page -> page.isEmpty() ? Mono.just(page) : complete(new MySqlKeyset(posts, after), page));
    }

    private Mono<List<SourceRow>> complete(MySqlKeyset keyset, List<SourceRow> page) {
        return Flux.fromIterable(parts)
                .concatMap(part -> add(part, keyset, page))
                .then(Mono.just(page));
    }

    private Mono<Void> add(MySqlPostParts part, MySqlKeyset keyset, List<SourceRow> page) {
        return keyset.bind(source, part.sql(keyset))
                .bind("last", page.get(page.size() - 1).id().text())
                .map(row -> part.read(keyset, row))
                .all()
                .collectList()
                .doOnNext(found -> distribute(part.field(), found, page))
                .then();
    }

    private static void distribute(String field, List<MySqlPostParts.Part> found, List<SourceRow> page) {
        Map<SourceId, List<Object>> byPost = new HashMap<>();
        found.forEach(part ->
                byPost.computeIfAbsent(part.post(), id -> new ArrayList<>()).add(part.value()));
        page.forEach(post -> post.values().put(field, byPost.getOrDefault(post.id(), List.of())));
    }
}
