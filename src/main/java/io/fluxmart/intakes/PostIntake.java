package io.fluxmart.intakes;

import static java.util.Objects.requireNonNull;

import io.fluxmart.posts.AdoptPosts;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes in posts. MongoDB takes part in no transaction: posts are there before it is noted that they are, and bear the
 * import that they came with, so that it counts them once more as it did before.
 */
@Component
class PostIntake implements Intake {

    /** What is here already. */
    private record Here(Set<UUID> users, Set<UUID> posts) {

        Taken wouldTake(Reading<AdoptedPost> valid) {
            long fresh = valid.read().stream()
                    .map(AdoptedPost::id)
                    .filter(id -> !posts.contains(id))
                    .count();
            return new Taken(fresh, valid.rejects());
        }
    }

    private final PostRows rows;
    private final KnownUsers users;
    private final AdoptPosts posts;

    PostIntake(PostRows rows, KnownUsers users, AdoptPosts posts) {
        this.rows = rows;
        this.users = users;
        this.posts = posts;
    }

    @Override
    public Entity entity() {
        return Entity.POSTS;
    }

    @Override
    public Mono<Taken> take(UUID importId, String source, List<SourceRow> batch) {
        Reading<SourcePost> reading = rows.read(source, batch);
        return here(reading, writers -> users.balances(writers, source))
                .map(here -> among(here, reading, source))
                .flatMap(valid -> posts.insertMissing(valid.read(), importId.toString())
                        .map(added -> new Taken(added.size(), valid.rejects())));
    }

    @Override
    public Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> batch) {
        Reading<SourcePost> reading = rows.read(source, batch);
        return here(reading, writers -> users.balances(rehearsal, writers, source))
                .map(here -> here.wouldTake(among(here, reading, source)));
    }

    private Mono<Here> here(Reading<SourcePost> reading, Function<Stream<Reference>, Mono<Map<UUID, Long>>> lookUp) {
        List<UUID> ids = reading.read().stream()
                .map(read -> requireNonNull(read.post().id()))
                .toList();
        return lookUp.apply(reading.read().stream().flatMap(SourcePost::writers))
                .map(Map::keySet)
                .zipWhen(any -> posts.listPresent(ids), Here::new);
    }

    /** What is here needs no author any more: who closed their account since would else turn it into a reject. */
    private static Reading<AdoptedPost> among(Here here, Reading<SourcePost> reading, String source) {
        return reading.then(SourcePost::row, (read, fields) -> {
            if (!here.posts.contains(read.post().id())
                    && read.author().among(here.users, source).isEmpty()) {
                fields.reject(read.author().field(), "its author was not imported");
            }
            return read.among(here.users, source);
        });
    }
}
