package io.fluxmart.platform.http;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Keeps the API off the port for operators, whose server would look for routes in the whole application. Named in {@code
 * META-INF/spring}, so that it is part of that server alone; it is not a component, or it would be part of the API's as well.
 */
final class ManagementDoor {

    private static final String OPERATIONS = "/actuator";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    WebFilter nothingButOperations() {
        return (exchange, chain) -> exchange.getRequest().getPath().value().startsWith(OPERATIONS)
                ? chain.filter(exchange)
                : Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
