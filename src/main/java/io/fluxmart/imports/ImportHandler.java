package io.fluxmart.imports;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.notifications.Frames;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ImportHandler {

    private final RequestReader reader;
    private final StartImport startImport;
    private final CancelImport cancelImport;
    private final ImportStore imports;
    private final ListRejects rejects;
    private final ImportProgress progress;

    ImportHandler(
            RequestReader reader,
            StartImport startImport,
            CancelImport cancelImport,
            ImportStore imports,
            ListRejects rejects,
            ImportProgress progress) {
        this.reader = reader;
        this.startImport = startImport;
        this.cancelImport = cancelImport;
        this.imports = imports;
        this.rejects = rejects;
        this.progress = progress;
    }

    Mono<ServerResponse> start(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(admin ->
                        reader.read(request, ImportRequest.class).flatMap(wanted -> startImport.by(admin.id(), wanted)))
                .flatMap(ImportHandler::accepted);
    }

    private static Mono<ServerResponse> accepted(Import waiting) {
        return ServerResponse.accepted()
                .location(URI.create("/api/imports/" + waiting.id()))
                .bodyValue(waiting);
    }

    Mono<ServerResponse> list(ServerRequest request) {
        int limit = QueryParams.limit(request);
        ImportPlace after = request.queryParam("after").map(ImportPlace::of).orElse(ImportPlace.TOP);
        return imports.list(after, limit)
                .map(rows -> Page.cut(rows, limit, ImportPlace::cursorOf))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return require(request).flatMap(found -> ServerResponse.ok().bodyValue(found));
    }

    /** The cursor is the plain number of the row. */
    Mono<ServerResponse> listRejects(ServerRequest request) {
        int limit = QueryParams.limit(request);
        long after = QueryParams.number(request, "after").orElse(0L);
        return require(request)
                .flatMap(found -> rejects.of(found.id(), after, limit + 1))
                .map(rows -> Page.cut(rows, limit, last -> String.valueOf(last.id())))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> cancel(ServerRequest request) {
        return cancelImport
                .of(idOf(request))
                .flatMap(cancelled -> ServerResponse.ok().bodyValue(cancelled));
    }

    Mono<ServerResponse> stream(ServerRequest request) {
        return require(request).flatMap(found -> CurrentUsers.required(request).flatMap(user -> frames(found, user)));
    }

    private Mono<ServerResponse> frames(Import found, CurrentUser reader) {
        return Frames.response(progress.of(found.id(), reader).map(Frames::of));
    }

    private Mono<Import> require(ServerRequest request) {
        return imports.find(idOf(request)).switchIfEmpty(Mono.error(ImportHandler::notFound));
    }

    private static UUID idOf(ServerRequest request) {
        return QueryParams.uuid(request).orElseThrow(ImportHandler::notFound);
    }

    private static NotFound notFound() {
        return new NotFound("The import");
    }
}
