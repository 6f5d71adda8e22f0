package io.fluxmart.platform.http;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;

/** Routes are looked up before the actuator's paths, each of which would be tried for each request of the API. */
@Component
class RoutesFirst implements BeanPostProcessor {

    /** The actuator's own is at -100 (WebFluxEndpointManagementContextConfiguration). */
    private static final int BEFORE_ACTUATOR = -101;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RouterFunctionMapping routes) {
            routes.setOrder(BEFORE_ACTUATOR);
        }
        return bean;
    }
}
