package io.fluxmart.auth;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.fluxmart.credentials.Role;
import io.fluxmart.platform.http.RouteTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/** Who may call which route. What is not named here is denied to everybody; {@link Denials} says how. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class AccessRules {

    private static final String ADMIN = Role.ADMIN.word();

    /** The first match decides, so what one path alone means stands before the pattern that would take it, too. */
    private static void rules(AuthorizeExchangeSpec allow) {
        forOneself(allow);
        forAnybody(allow);
        forAdministrators(allow);
        forWhoeverIsSignedIn(allow);
        allow.anyExchange().denyAll();
    }

    private static void forOneself(AuthorizeExchangeSpec allow) {
        allow.pathMatchers(GET, "/api/users/me", "/api/posts/mine").authenticated();
        allow.pathMatchers(PATCH, "/api/users/me").authenticated();
        allow.pathMatchers(DELETE, "/api/users/me").authenticated();
        allow.pathMatchers(POST, "/api/users/me/password").authenticated();
        allow.pathMatchers(GET, "/api/session").authenticated();
    }

    private static void forAnybody(AuthorizeExchangeSpec allow) {
        allow.pathMatchers(POST, "/api/users", "/api/tokens", "/api/session").permitAll();
        allow.pathMatchers(DELETE, "/api/session").permitAll();
        allow.pathMatchers(GET, "/api/products", "/api/products/{id}", "/api/products/stream", "/api/categories")
                .permitAll();
        allow.pathMatchers(GET, "/api/products/bestsellers").permitAll();
        allow.pathMatchers(GET, "/api/products/{id}/details", "/api/products/{id}/reviews")
                .permitAll();
        allow.pathMatchers(GET, "/api/posts", "/api/posts/search", "/api/posts/stats", "/api/posts/{id}")
                .permitAll();
        allow.pathMatchers("/actuator/health/**").permitAll();
    }

    private static void forAdministrators(AuthorizeExchangeSpec allow) {
        allow.pathMatchers(GET, "/api/users", "/api/users/{id}").hasAuthority(ADMIN);
        allow.pathMatchers(PATCH, "/api/users/{id}").hasAuthority(ADMIN);
        allow.pathMatchers(DELETE, "/api/users/{id}").hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/products", "/api/products/{id}/stock").hasAuthority(ADMIN);
        allow.pathMatchers(PATCH, "/api/products/{id}").hasAuthority(ADMIN);
        allow.pathMatchers(PUT, "/api/products/{id}/details").hasAuthority(ADMIN);
        allow.pathMatchers(
                        GET,
                        "/api/orders/stats",
                        "/api/reports/sales",
                        "/api/reports/customers",
                        "/api/reports/top-customers",
                        "/api/reports/authors")
                .hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/orders/{id}/ship", "/api/orders/{id}/deliver")
                .hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/rankings/rebuild").hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/wallet/deposits", "/api/notifications").hasAuthority(ADMIN);
        allow.pathMatchers(GET, "/api/jobs", "/api/jobs/dead", "/api/mails").hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/jobs/dead/{id}/requeue").hasAuthority(ADMIN);
        allow.pathMatchers(DELETE, "/api/jobs/dead/{id}").hasAuthority(ADMIN);
        allow.pathMatchers(
                        GET,
                        "/api/imports",
                        "/api/imports/{id}",
                        "/api/imports/{id}/rejects",
                        "/api/imports/{id}/stream")
                .hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/imports", "/api/imports/{id}/cancel").hasAuthority(ADMIN);
        allow.pathMatchers("/actuator/**").hasAuthority(ADMIN);
    }

    private static void forWhoeverIsSignedIn(AuthorizeExchangeSpec allow) {
        allow.pathMatchers(GET, "/api/cart").authenticated();
        allow.pathMatchers(PUT, "/api/cart/items/{productId}").authenticated();
        allow.pathMatchers(DELETE, "/api/cart", "/api/cart/items/{productId}").authenticated();
        allow.pathMatchers(POST, "/api/cart/checkout").authenticated();
        allow.pathMatchers(GET, "/api/orders", "/api/orders/{id}", "/api/orders/{id}/steps")
                .authenticated();
        allow.pathMatchers(POST, "/api/orders", "/api/orders/{id}/cancel", "/api/orders/{id}/pay")
                .authenticated();
        allow.pathMatchers(POST, "/api/products/{id}/reviews").authenticated();
        allow.pathMatchers(GET, "/api/wallet", "/api/wallet/entries").authenticated();
        allow.pathMatchers(POST, "/api/transfers").authenticated();
        allow.pathMatchers(POST, "/api/posts", "/api/posts/{id}/comments").authenticated();
        allow.pathMatchers(PATCH, "/api/posts/{id}").authenticated();
        allow.pathMatchers(DELETE, "/api/posts/{id}").authenticated();
        allow.pathMatchers(GET, "/api/notifications", "/api/notifications/stream", "/api/notifications/socket")
                .authenticated();
    }

    /** @param sessions asked only by requests that have to know who is asking and show no token */
    @Bean
    SecurityWebFilterChain filterChain(
            ServerHttpSecurity http, RouteTable routes, ServerSecurityContextRepository sessions) {
        Denials denials = new Denials(routes);
        return http.csrf(CsrfSpec::disable) // the sessions themselves refuse what comes from foreign pages
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(AccessRules::none)
                .securityContextRepository(sessions)
                .authorizeExchange(AccessRules::rules)
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(AccessRules::signIn))
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

    private static Mono<SignedIn> signIn(Jwt token) {
        return Mono.just(new SignedIn(AccessClaims.userOf(token)));
    }
}
