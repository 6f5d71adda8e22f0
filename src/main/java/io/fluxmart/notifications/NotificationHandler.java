package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.events.EventLog;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.platform.streams.OpenBody;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class NotificationHandler {

    private final RequestReader reader;
    private final EventLog log;
    private final StreamLoops streams;
    private final Signals signals;
    private final SendNotification sendNotification;

    NotificationHandler(
            RequestReader reader,
            EventLog log,
            StreamLoops streams,
            Signals signals,
            SendNotification sendNotification) {
        this.reader = reader;
        this.log = log;
        this.streams = streams;
        this.signals = signals;
        this.sendNotification = sendNotification;
    }

    /** The cursor is the plain seq, the same as {@code Last-Event-ID}, so that a list can be continued as a stream. */
    Mono<ServerResponse> list(ServerRequest request) {
        int limit = QueryParams.limit(request);
        long after = QueryParams.number(request, "after").orElse(0L);
        return CurrentUsers.required(request)
                .flatMap(user -> log.listFor(user.id(), after, Long.MAX_VALUE, limit + 1))
                .map(events -> Page.cut(events, limit, last -> String.valueOf(last.seq())))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> stream(ServerRequest request) {
        streams.requireRoom();
        long cursor = Frames.lastEventId(request).orElseGet(streams::head);
        return CurrentUsers.required(request)
                .flatMap(user -> OpenBody.isPossible(request.exchange().getResponse())
                        ? Frames.response(streams.streamTo(user, cursor))
                        : Frames.response(frames(user, cursor)));
    }

    Mono<ServerResponse> send(ServerRequest request) {
        return reader.read(request, NotificationDraft.class)
                .flatMap(sendNotification::of)
                .then(Mono.defer(() -> ServerResponse.accepted().build()));
    }

    /** For whoever speaks HTTP/1.0, and anything else that has no chunks. */
    private Flux<byte[]> frames(CurrentUser user, long cursor) {
        return signals.to(user, cursor)
                .onErrorComplete(Inbox.SignedOut.class)
                .concatWith(Mono.fromSupplier(Signal::drain))
                .map(Frames::of);
    }
}
