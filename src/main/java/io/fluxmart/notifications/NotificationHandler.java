package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.events.EventLog;
import io.fluxmart.paging.InvalidCursor;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class NotificationHandler {

    private final RequestReader reader;
    private final EventLog log;
    private final NotificationHub hub;
    private final NotificationStream stream;
    private final Heartbeats heartbeats;
    private final SendNotification sendNotification;
    private final NotificationSettings settings;
    private final Clock clock;

    NotificationHandler(
            RequestReader reader,
            EventLog log,
            NotificationHub hub,
            NotificationStream stream,
            Heartbeats heartbeats,
            SendNotification sendNotification,
            NotificationSettings settings,
            Clock clock) {
        this.reader = reader;
        this.log = log;
        this.hub = hub;
        this.stream = stream;
        this.heartbeats = heartbeats;
        this.sendNotification = sendNotification;
        this.settings = settings;
        this.clock = clock;
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
        hub.requireRoom();
        long cursor = lastEventId(request).orElseGet(hub::head);
        return CurrentUsers.required(request)
                .flatMap(user -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        .header("X-Accel-Buffering", "no")
                        .body(BodyInserters.fromServerSentEvents(frames(user, cursor))));
    }

    Mono<ServerResponse> send(ServerRequest request) {
        return reader.read(request, NotificationDraft.class)
                .flatMap(sendNotification::of)
                .then(Mono.defer(() -> ServerResponse.accepted().build()));
    }

    /** Ends when the node stops, the token becomes void, or expires, which is noticed at the next heartbeat. */
    private Flux<ServerSentEvent<String>> frames(CurrentUser user, long cursor) {
        return Flux.merge(
                        stream.follow(user, cursor).map(Frames::of),
                        heartbeats.beats().map(beat -> Frames.heartbeat()))
                .onErrorComplete(Inbox.SignedOut.class)
                .takeUntilOther(heartbeats.closing())
                .takeWhile(frame -> clock.instant().isBefore(user.signedInUntil()))
                .startWith(Frames.opening(cursor, settings.retry()))
                .concatWith(Mono.fromSupplier(Frames::drain));
    }

    /** Browsers send the header when they reconnect; the parameter is for the first connection. */
    private static Optional<Long> lastEventId(ServerRequest request) {
        String header = request.headers().firstHeader("Last-Event-ID");
        return Optional.ofNullable(header)
                .filter(id -> !id.isEmpty())
                .or(() -> request.queryParam("lastEventId"))
                .map(NotificationHandler::seq);
    }

    private static long seq(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notOurs) {
            throw new InvalidCursor();
        }
    }
}
