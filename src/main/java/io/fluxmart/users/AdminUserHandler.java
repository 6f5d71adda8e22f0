package io.fluxmart.users;

import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.paging.NumberedPage;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.IfMatch;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.platform.http.Revisions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What administrators do with accounts. */
@Component
class AdminUserHandler {

    /** Counting off pages reads all of those before; who wants to see everything continues by cursor. */
    private static final int LAST_PAGE = 1_000;

    private static final int MOST_DAYS = 3_660;

    private final RequestReader reader;
    private final UserStore users;
    private final ShowUser showUser;
    private final EditAccount editAccount;

    AdminUserHandler(RequestReader reader, UserStore users, ShowUser showUser, EditAccount editAccount) {
        this.reader = reader;
        this.users = users;
        this.showUser = showUser;
        this.editAccount = editAccount;
    }

    /** By number where a page is asked for, by cursor otherwise. */
    Mono<ServerResponse> list(ServerRequest request) {
        UserQuery query = queryOf(request);
        UserListing listing = new UserListing(query);
        return users.list(listing)
                .flatMap(rows -> query.page().isPresent() ? numbered(query, listing, rows) : byCursor(query, rows))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return showUser.find(idOf(request))
                .switchIfEmpty(Mono.error(UserHandler::notFound))
                .flatMap(user -> EntityTags.answer(request, user.entityTag(), user));
    }

    Mono<ServerResponse> change(ServerRequest request) {
        Revisions revisions = IfMatch.required(request).revisions();
        return CurrentUsers.required(request)
                .flatMap(admin -> require(request)
                        .flatMap(user -> reader.merge(request, AccountEdit.of(user))
                                .flatMap(edit -> editAccount.change(user, revisions, edit, admin))))
                .flatMap(UserHandler::answer);
    }

    Mono<ServerResponse> close(ServerRequest request) {
        UUID id = idOf(request);
        Revisions revisions = IfMatch.orAny(request).revisions();
        return CurrentUsers.required(request)
                .flatMap(admin -> editAccount.close(id, revisions, admin))
                .then(ServerResponse.noContent().build());
    }

    private Mono<User> require(ServerRequest request) {
        return users.findById(idOf(request)).switchIfEmpty(Mono.error(UserHandler::notFound));
    }

    private Mono<Object> numbered(UserQuery query, UserListing listing, List<User> rows) {
        return users.count(listing)
                .map(total -> NumberedPage.of(rows, query.page().orElseThrow(), query.limit(), total));
    }

    private static Mono<Object> byCursor(UserQuery query, List<User> rows) {
        return Mono.just(Page.cut(rows, query.limit(), query.order()::cursorOf));
    }

    private static UserQuery queryOf(ServerRequest request) {
        UserOrder order = orderOf(request);
        Optional<Integer> page = QueryParams.number(request, "page", 1, LAST_PAGE);
        if (page.isPresent() && request.queryParam("after").isPresent()) {
            throw QueryParams.refused("after", "after continues a list without pages; send one of the two.");
        }
        return new UserQuery(
                QueryParams.text(request, "q"),
                QueryParams.read(request, "status", UserStatus::of, "active, inactive or banned"),
                QueryParams.number(request, "activeDays", 1, MOST_DAYS),
                order,
                QueryParams.limit(request),
                page,
                request.queryParam("after").map(order::placeOf));
    }

    private static UserOrder orderOf(ServerRequest request) {
        UserSort sort = QueryParams.read(request, "sortBy", UserSort::of, "createdAt, lastLogin, username or email")
                .orElse(UserSort.CREATED_AT);
        boolean isDescending = QueryParams.read(request, "sortOrder", UserOrder::isDescending, "asc or desc")
                .orElse(true);
        return new UserOrder(sort, isDescending);
    }

    private static UUID idOf(ServerRequest request) {
        return QueryParams.uuid(request).orElseThrow(UserHandler::notFound);
    }
}
