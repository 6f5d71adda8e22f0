package io.fluxmart.auth;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

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

    private static void rules(AuthorizeExchangeSpec allow) {
        allow.pathMatchers(POST, "/api/users", "/api/tokens").permitAll();
        allow.pathMatchers(GET, "/api/products", "/api/products/{id}", "/api/categories")
                .permitAll();
        allow.pathMatchers("/actuator/health/**").permitAll();

        allow.pathMatchers(GET, "/api/users/me").authenticated();
        // the first match decides, and the next pattern would take this path too
        allow.pathMatchers(GET, "/api/orders/stats").hasAuthority(ADMIN);
        allow.pathMatchers(GET, "/api/orders", "/api/orders/{id}").authenticated();
        allow.pathMatchers(POST, "/api/orders", "/api/orders/{id}/cancel").authenticated();
        allow.pathMatchers(GET, "/api/notifications", "/api/notifications/stream")
                .authenticated();

        allow.pathMatchers(POST, "/api/products", "/api/products/{id}/stock").hasAuthority(ADMIN);
        allow.pathMatchers(PATCH, "/api/products/{id}").hasAuthority(ADMIN);
        allow.pathMatchers(POST, "/api/notifications").hasAuthority(ADMIN);
        allow.pathMatchers(GET, "/api/reports/sales", "/api/reports/customers").hasAuthority(ADMIN);
        allow.pathMatchers("/actuator/**").hasAuthority(ADMIN);

        allow.anyExchange().denyAll();
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
        List<String> roles = token.getClaimAsStringList("roles");
        return roles == null
                ? List.of()
                : roles.stream()
                        .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                        .toList();
    }
}
