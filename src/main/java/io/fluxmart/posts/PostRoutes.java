package io.fluxmart.posts;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Posts and what is said about them. */
@Component
public class PostRoutes {

    private final PostHandler handler;
    private final PostListHandler lists;
    private final PostSearchHandler search;

    PostRoutes(PostHandler handler, PostListHandler lists, PostSearchHandler search) {
        this.handler = handler;
        this.lists = lists;
        this.search = search;
    }

    /** What is called by a word comes before {@code {id}}, which would take it, too. */
    public RouterFunction<ServerResponse> routes() {
        return route().POST("/posts", handler::write)
                .GET("/posts", lists::list)
                .GET("/posts/mine", lists::listOwn)
                .GET("/posts/search", search::search)
                .GET("/posts/{id}", handler::get)
                .PATCH("/posts/{id}", handler::change)
                .DELETE("/posts/{id}", handler::remove)
                .POST("/posts/{id}/comments", handler::comment)
                .build();
    }
}
