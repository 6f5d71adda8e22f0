package io.fluxmart.posts;

import io.fluxmart.platform.http.QueryParams;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class PostSearchHandler {

    private static final int MOST_FOUND = 20;

    private final SearchPosts searchPosts;
    private final ShowPosts show;

    PostSearchHandler(SearchPosts searchPosts, ShowPosts show) {
        this.searchPosts = searchPosts;
        this.show = show;
    }

    /** What was found, in an object, so that more can be said beside it one day. */
    private record Found(List<PostView> data) {}

    Mono<ServerResponse> search(ServerRequest request) {
        return searchPosts
                .find(searchOf(request))
                .flatMap(show::all)
                .flatMap(posts -> ServerResponse.ok().bodyValue(new Found(posts)));
    }

    private static PostSearch searchOf(ServerRequest request) {
        Optional<Instant> from = QueryParams.date(request, "from").map(PostSearchHandler::startOf);
        Optional<Instant> to = QueryParams.date(request, "to").map(PostSearchHandler::startOf);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw QueryParams.refused("to", "to must be after from.");
        }
        return new PostSearch(
                QueryParams.text(request, "q"),
                QueryParams.read(request, "tags", Tags::parse, "at most 20 tags, separated by commas")
                        .orElse(List.of()),
                QueryParams.read(request, "tagsMode", PostSearchHandler::isAll, "any or all")
                        .orElse(false),
                QueryParams.text(request, "author"),
                from,
                to,
                QueryParams.number(request, "limit", 1, MOST_FOUND).orElse(MOST_FOUND));
    }

    private static boolean isAll(String tagsMode) {
        return switch (tagsMode) {
            case "any" -> false;
            case "all" -> true;
            default -> throw new IllegalArgumentException(tagsMode);
        };
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
