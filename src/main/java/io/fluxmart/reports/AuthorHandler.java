package io.fluxmart.reports;

import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.users.UserStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Figures about those who write: what everybody may know, and what administrators see. */
@Component
class AuthorHandler {

    private static final int MOST_DAYS = 3_660;

    private final AuthorStatsStore stats;
    private final AuthorReportStore reports;
    private final Clock clock;

    AuthorHandler(AuthorStatsStore stats, AuthorReportStore reports, Clock clock) {
        this.stats = stats;
        this.reports = reports;
        this.clock = clock;
    }

    Mono<ServerResponse> stats(ServerRequest request) {
        return stats.list(queryOf(request, Optional.empty())).flatMap(AuthorHandler::answer);
    }

    Mono<ServerResponse> report(ServerRequest request) {
        Optional<UserStatus> status = QueryParams.read(request, "status", UserStatus::of, "active, inactive or banned");
        return reports.list(queryOf(request, status)).flatMap(AuthorHandler::answer);
    }

    private AuthorQuery queryOf(ServerRequest request, Optional<UserStatus> status) {
        return new AuthorQuery(
                QueryParams.number(request, "minPosts", 1, Integer.MAX_VALUE).orElse(1),
                QueryParams.number(request, "activeDays", 1, MOST_DAYS)
                        .map(days -> clock.instant().minus(Duration.ofDays(days)))
                        .orElse(Instant.EPOCH),
                status,
                QueryParams.limit(request));
    }

    private static Mono<ServerResponse> answer(Object authors) {
        return ServerResponse.ok().bodyValue(Map.of("data", authors));
    }
}
