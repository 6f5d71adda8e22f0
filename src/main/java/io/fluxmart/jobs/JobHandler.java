package io.fluxmart.jobs;

import io.fluxmart.paging.Cursor;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.problem.NotFound;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What administrators see of the queue, and do about the jobs that were given up. */
@Component
class JobHandler {

    private final JobStore jobs;
    private final JobQueue queue;

    JobHandler(JobStore jobs, JobQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    Mono<ServerResponse> counts(ServerRequest request) {
        return jobs.count().flatMap(counts -> ServerResponse.ok().bodyValue(counts));
    }

    Mono<ServerResponse> listDead(ServerRequest request) {
        int limit = QueryParams.limit(request);
        Optional<DeadJob.Place> after =
                request.queryParam("after").map(cursor -> Cursor.decode(cursor, 2, DeadJob.Place::of));
        return jobs.listDead(after, limit + 1)
                .map(rows -> Page.cut(rows, limit, DeadJob::cursor))
                .flatMap(page -> ServerResponse.ok().bodyValue(page));
    }

    Mono<ServerResponse> requeue(ServerRequest request) {
        return queue.requeue(request.pathVariable("id"))
                .filter(wasDead -> wasDead)
                .switchIfEmpty(Mono.error(JobHandler::notFound))
                .flatMap(requeued -> ServerResponse.accepted().build());
    }

    Mono<ServerResponse> drop(ServerRequest request) {
        return jobs.drop(request.pathVariable("id"))
                .filter(wasDead -> wasDead)
                .switchIfEmpty(Mono.error(JobHandler::notFound))
                .flatMap(dropped -> ServerResponse.noContent().build());
    }

    private static NotFound notFound() {
        return new NotFound("The dead job");
    }
}
