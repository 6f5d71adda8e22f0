package io.fluxmart.posts;

import io.fluxmart.platform.http.QueryParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class PostStatsHandler {

    private static final int MOST_DAYS = 3_660;

    private final AuthorStatsStore stats;
    private final Clock clock;

    PostStatsHandler(AuthorStatsStore stats, Clock clock) {
        this.stats = stats;
        this.clock = clock;
    }

    private record Authors(List<AuthorStats> data) {}

    Mono<ServerResponse> stats(ServerRequest request) {
        return stats.list(queryOf(request))
                .flatMap(authors -> ServerResponse.ok().bodyValue(new Authors(authors)));
    }

    private StatsQuery queryOf(ServerRequest request) {
        Instant activeSince = QueryParams.number(request, "activeDays", 1, MOST_DAYS)
                .map(days -> clock.instant().minus(Duration.ofDays(days)))
                .orElse(Instant.EPOCH);
        return new StatsQuery(
                QueryParams.number(request, "minPosts", 1, Integer.MAX_VALUE).orElse(1),
                activeSince,
                QueryParams.limit(request));
    }
}
