package io.fluxmart.platform.http;

import io.fluxmart.problem.MalformedRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
        StrictServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();
        strict.setAllowedHeaderNames(unlessPlain(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES));
        strict.setAllowedHeaderValues(unlessPlain(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES));
        return exchange -> strict.getFirewalledExchange(exchange).map(OneRequest::new);
    }

    /**
     * The same texts, found faster: each header is matched against a pattern of Unicode classes whenever it is read, 6 % of
     * the samples of an order's way through HTTP, and nearly all of them are plain (docs/adr/0032).
     */
    private static Predicate<String> unlessPlain(Predicate<String> allowed) {
        return text -> isPrintableAscii(text) || allowed.test(text);
    }

    /** @param text null where the header that is read is not there */
    private static boolean isPrintableAscii(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    @Bean
    ServerExchangeRejectedHandler rejectedAsProblem() {
        return (exchange, why) ->
                Mono.error(new MalformedRequest("request_rejected", "The method or path is not acceptable."));
    }
}
