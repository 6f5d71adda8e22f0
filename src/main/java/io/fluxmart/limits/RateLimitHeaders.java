package io.fluxmart.limits;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Tells a client where it stands: {@code RateLimit-Policy: "requests";q=100;w=900} and
 * {@code RateLimit: "requests";r=57;t=312} (draft-ietf-httpapi-ratelimit-headers-10). Both are lists, with one member for
 * each limit that the request met. They are set before the request is served, so they stand on its failures, too.
 */
final class RateLimitHeaders {

    static final String POLICY = "RateLimit-Policy";
    static final String STANDING = "RateLimit";

    private RateLimitHeaders() {}

    static void add(HttpHeaders headers, List<Standing> standings) {
        append(headers, POLICY, standings, RateLimitHeaders::policy);
        append(headers, STANDING, standings, RateLimitHeaders::standing);
    }

    private static void append(
            HttpHeaders headers, String name, List<Standing> standings, Function<Standing, String> member) {
        Stream<String> before = headers.getOrEmpty(name).stream();
        headers.set(name, Stream.concat(before, standings.stream().map(member)).collect(Collectors.joining(", ")));
    }

    private static String policy(Standing standing) {
        Limit limit = standing.limit();
        return "\"%s\";q=%d;w=%d"
                .formatted(limit.name(), limit.quota(), limit.window().toSeconds());
    }

    private static String standing(Standing standing) {
        return "\"%s\";r=%d;t=%d".formatted(standing.limit().name(), standing.remaining(), standing.secondsLeft());
    }
}
