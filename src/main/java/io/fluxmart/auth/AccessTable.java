package io.fluxmart.auth;

import io.fluxmart.credentials.Role;
import io.fluxmart.platform.http.PathIndex;
import io.fluxmart.platform.http.PathIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Looks up who may call what. Who is asking is found out only where that matters. */
final class AccessTable implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final Mono<AuthorizationResult> GRANTED = Mono.just(new AuthorizationDecision(true));
    private static final Mono<AuthorizationResult> DENIED = Mono.just(new AuthorizationDecision(false));

    private final PathIndex<Access> rules;

    private AccessTable(List<Entry<Access>> rules) {
        this.rules = new PathIndex<>(rules);
    }

    static Draft draft() {
        return new Draft();
    }

    /** What has no rule is open to nobody. */
    Access of(ServerHttpRequest request) {
        Entry<Access> rule = rules.find(request.getMethod(), request.getPath().pathWithinApplication());
        return rule == null ? Access.NOBODY : rule.value();
    }

    /** Whether somebody who shows nothing asks for what is open to anybody. */
    boolean admitStranger(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return !headers.containsHeader(HttpHeaders.AUTHORIZATION)
                && !headers.containsHeader(HttpHeaders.COOKIE)
                && of(request) == Access.ANYBODY;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> who, AuthorizationContext asked) {
        return switch (of(asked.getExchange().getRequest())) {
            case ANYBODY -> GRANTED;
            case SIGNED_IN -> decide(who, known -> true);
            case ADMINISTRATORS -> decide(who, AccessTable::isAdministrator);
            case NOBODY -> DENIED;
        };
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> who, Predicate<Authentication> may) {
        return who.flatMap(known -> known.isAuthenticated() && may.test(known) ? GRANTED : DENIED)
                .switchIfEmpty(DENIED);
    }

    private static boolean isAdministrator(Authentication known) {
        return known.getAuthorities().stream()
                .anyMatch(authority -> Role.ADMIN.word().equals(authority.getAuthority()));
    }

    /** A table that is being written, the rules in the order in which they are to hold. */
    static final class Draft {

        private final List<Entry<Access>> rules = new ArrayList<>();

        void anybody(HttpMethod method, String... paths) {
            add(method, Access.ANYBODY, paths);
        }

        void anybody(String path) {
            add(null, Access.ANYBODY, path);
        }

        void signedIn(HttpMethod method, String... paths) {
            add(method, Access.SIGNED_IN, paths);
        }

        void administrators(HttpMethod method, String... paths) {
            add(method, Access.ADMINISTRATORS, paths);
        }

        void administrators(String path) {
            add(null, Access.ADMINISTRATORS, path);
        }

        AccessTable table() {
            return new AccessTable(List.copyOf(rules));
        }

        private void add(@Nullable HttpMethod method, Access access, String... paths) {
            for (String path : paths) {
                rules.add(new Entry<>(method, PathPatternParser.defaultInstance.parse(path), access));
            }
        }
    }
}
