package io.fluxmart.jobs;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The queue of background jobs, for administrators. */
@Component
public class JobRoutes {

    private final JobHandler handler;

    JobRoutes(JobHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/jobs", handler::counts)
                .GET("/jobs/dead", handler::listDead)
                .POST("/jobs/dead/{id}/requeue", handler::requeue)
                .DELETE("/jobs/dead/{id}", handler::drop)
                .build();
    }
}
