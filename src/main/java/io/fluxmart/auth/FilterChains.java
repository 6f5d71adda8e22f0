package io.fluxmart.auth;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult.match;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult.notMatch;

import io.fluxmart.platform.http.RouteTable;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The way of a request through Spring Security. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class FilterChains {

    private static final WebFilter HEADERS = new HttpHeaderWriterWebFilter(new SecurityHeaders());

    @Bean
    AccessTable accessTable() {
        return AccessRules.table();
    }

    @Bean
    TokenSignIns tokenSignIns(ReactiveJwtDecoder decoder, VoidedTokens voided, AuthSettings settings, Clock clock) {
        return new TokenSignIns(decoder, voided, settings, clock);
    }

    /** Who shows nothing and asks for what is open to anybody: of all the filters, they need those of the answer's headers. */
    @Bean
    @Order(0)
    SecurityWebFilterChain openDoors(AccessTable rules) {
        return new MatcherSecurityWebFilterChain(
                exchange -> rules.admitStranger(exchange.getRequest()) ? match() : notMatch(), List.of(HEADERS));
    }

    /** @param sessions asked only by requests that have to know who is asking and show no token */
    @Bean
    @Order(1)
    SecurityWebFilterChain guardedDoors(
            ServerHttpSecurity http,
            AccessTable rules,
            RouteTable routes,
            TokenSignIns tokens,
            ServerSecurityContextRepository sessions) {
        Denials denials = new Denials(routes);
        return http.csrf(CsrfSpec::disable) // the sessions themselves refuse what comes from foreign pages
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .headers(HeaderSpec::disable)
                .addFilterAt(HEADERS, SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
                .requestCache(FilterChains::none)
                .securityContextRepository(sessions)
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(rules))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens())
                        .authenticationManagerResolver(exchange -> Mono.just(tokens))
                        .authenticationEntryPoint((exchange, why) -> denials.answer(exchange, new Unauthenticated())))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (exchange, why) -> denials.answer(exchange, new Unauthenticated()))
                        .accessDeniedHandler((exchange, why) -> denials.answer(exchange, new Forbidden())))
                .build();
    }

    /** An API sends nobody to a login page and back, so no request is remembered. */
    private static void none(RequestCacheSpec cache) {
        cache.requestCache(NoOpServerRequestCache.getInstance());
    }

    /** Each filter of the chain would be timed by itself, at the price of all of them; requests as a whole are. */
    @Bean
    SecurityObservationSettings noTimersInsideTheChain() {
        return SecurityObservationSettings.noObservations();
    }
}
