package io.fluxmart.posts;

import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.paging.NumberedPage;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Posts one after the other. */
@Component
class PostListHandler {

    /** Counting off pages goes through all of those before; who wants to see everything continues by cursor. */
    private static final int LAST_PAGE = 1_000;

    private final PostListStore lists;
    private final NumberedPostStore pages;
    private final ShowPosts show;

    PostListHandler(PostListStore lists, NumberedPostStore pages, ShowPosts show) {
        this.lists = lists;
        this.pages = pages;
        this.show = show;
    }

    /** By number where a page is asked for, by cursor otherwise. */
    Mono<ServerResponse> list(ServerRequest request) {
        int limit = QueryParams.limit(request);
        Optional<Integer> page = QueryParams.number(request, "page", 1, LAST_PAGE);
        Optional<PostPlace> after = request.queryParam("after").map(PostPlace::of);
        if (page.isPresent() && after.isPresent()) {
            throw QueryParams.refused("after", "after continues a list without pages; send one of the two.");
        }
        Mono<?> answer = page.isPresent() ? numbered(page.get(), limit) : byCursor(after, limit);
        return answer.flatMap(found -> ServerResponse.ok().bodyValue(found));
    }

    /** Of whoever asks, drafts too. */
    Mono<ServerResponse> listOwn(ServerRequest request) {
        int limit = QueryParams.limit(request);
        Optional<UUID> after = request.queryParam("after").map(PostPlace::ownPlaceOf);
        return CurrentUsers.required(request)
                .flatMap(me -> lists.listOwn(me.id(), after, limit + 1))
                .flatMap(show::all)
                .map(posts -> Page.cut(posts, limit, PostPlace::ownCursorOf))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    private Mono<NumberedPage<PostView>> numbered(int page, int limit) {
        return pages.list(page, limit)
                .flatMap(found ->
                        show.all(found.posts()).map(posts -> NumberedPage.of(posts, page, limit, found.total())));
    }

    private Mono<Page<PostView>> byCursor(Optional<PostPlace> after, int limit) {
        return lists.listPublished(after, limit + 1)
                .flatMap(show::all)
                .map(posts -> Page.cut(posts, limit, PostPlace::cursorOf));
    }
}
