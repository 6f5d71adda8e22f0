package io.fluxmart.platform.observability;

import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the request id into every log line: it travels in the Reactor context under {@link #KEY}, and context propagation
 * ({@code spring.reactor.context-propagation=auto}) restores it into the logging context of whichever thread runs.
 */
@Configuration(proxyBeanMethods = false)
public class RequestIdInLogs {

    public static final String KEY = "requestId";

    public RequestIdInLogs() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(KEY, () -> MDC.get(KEY), id -> MDC.put(KEY, id), () -> MDC.remove(KEY));
    }
}
