package io.fluxmart.mails;

import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class MailHandler {

    private final MailStore mails;

    MailHandler(MailStore mails) {
        this.mails = mails;
    }

    /** The cursor is the plain seq of the event. */
    Mono<ServerResponse> list(ServerRequest request) {
        int limit = QueryParams.limit(request);
        long after = QueryParams.number(request, "after").orElse(0L);
        return mails.list(after, limit + 1)
                .map(rows -> Page.cut(rows, limit, last -> String.valueOf(last.eventSeq())))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }
}
