package io.fluxmart.showcase;

import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.IfMatch;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.problem.NotFound;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ShowcaseHandler {

    private final RequestReader reader;
    private final DetailsStore details;
    private final EditDetails editDetails;

    ShowcaseHandler(RequestReader reader, DetailsStore details, EditDetails editDetails) {
        this.reader = reader;
        this.details = details;
        this.editDetails = editDetails;
    }

    Mono<ServerResponse> details(ServerRequest request) {
        return Mono.justOrEmpty(QueryParams.numericId(request))
                .flatMap(details::findByProduct)
                .switchIfEmpty(Mono.error(() -> new NotFound("A product with details")))
                .flatMap(found -> EntityTags.answer(request, found.entityTag(), found));
    }

    Mono<ServerResponse> replaceDetails(ServerRequest request) {
        long id = QueryParams.numericId(request).orElseThrow(() -> new NotFound("The product"));
        Optional<Revisions> seen = IfMatch.optional(request).map(IfMatch::plainRevisions);
        return reader.read(request, DetailsDraft.class)
                .flatMap(draft -> editDetails.replace(id, seen, draft))
                .flatMap(ShowcaseHandler::answer);
    }

    private static Mono<ServerResponse> answer(Details details) {
        return ServerResponse.ok().eTag(details.entityTag()).bodyValue(details);
    }
}
