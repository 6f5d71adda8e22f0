package io.fluxmart.platform.http;

import io.fluxmart.problem.MalformedRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import reactor.core.publisher.Mono;

/** Paths with tricks in them (double slashes, matrix parameters, encoded slashes) are refused like any other mistake. */
@Configuration(proxyBeanMethods = false)
class RejectedExchanges {

    @Bean
    ServerWebExchangeFirewall firewall() {
        ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();
        return exchange -> strict.getFirewalledExchange(exchange).map(OneRequest::new);
    }

    @Bean
    ServerExchangeRejectedHandler rejectedAsProblem() {
        return (exchange, why) ->
                Mono.error(new MalformedRequest("request_rejected", "The method or path is not acceptable."));
    }
}
