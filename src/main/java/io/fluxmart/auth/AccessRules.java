package io.fluxmart.auth;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.fluxmart.platform.http.RouteTable;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
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
    }

    private static void forAnybody(AuthorizeExchangeSpec allow) {
        allow.pathMatchers(POST, "/api/users", "/api/tokens").permitAll();
        allow.pathMatchers(GET, "/api/products", "/api/products/{id}", "/api/products/stream", "/api/categories")
                .permitAll();
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
                        "/api/reports/authors")
                .hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/orders/{id}/ship", "/api/orders/{id}/deliver")
                .hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/wallet/deposits", "/api/notifications").hasAuthority(ADMIN);
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

    @Bean
    SecurityWebFilterChain filterChain(ServerHttpSecurity http, RouteTable routes) {
        Denials denials = new Denials(routes);
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(AccessRules::none)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(AccessRules::rules)
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(withRoles()))
                        .authenticationEntryPoint((exchange, why) -> denials.answer(exchange, new Unauthenticated())))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (exchange, why) -> denials.answer(exchange, new Unauthenticated()))
                        .accessDeniedHandler((exchange, why) -> denials.answer(exchange, new Forbidden())))
                .build();
    }

    /** Bearer clients send their token each time; nothing is remembered between requests. */
    private static void none(RequestCacheSpec cache) {
        cache.requestCache(NoOpServerRequestCache.getInstance());
    }

    private static Converter<Jwt, Mono<JwtAuthenticationToken>> withRoles() {
        return token -> Mono.just(new JwtAuthenticationToken(token, authoritiesOf(token)));
    }

    private static List<GrantedAuthority> authoritiesOf(Jwt token) {
        return AccessClaims.userOf(token).roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.word()))
                .toList();
    }
}
