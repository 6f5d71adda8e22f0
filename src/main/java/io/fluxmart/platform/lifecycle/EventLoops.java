package io.fluxmart.platform.lifecycle;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * As many event loops as processors for HTTP, and as many for PostgreSQL at most. Reactor Netty by itself makes four of each
 * where there are fewer processors, and puts connections that one loop opens on that loop for good (docs/adr/0032).
 *
 * <p>Not one set for both: the next batch of orders would wait for the answers to the last.
 */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    private static final int NONE_FOR_ACCEPTING_ALONE = -1;

    @Bean(destroyMethod = "dispose")
    LoopResources httpLoops() {
        return loops("http");
    }

    @Bean(destroyMethod = "dispose")
    LoopResources postgresLoops() {
        return loops("postgres");
    }

    private static LoopResources loops(String name) {
        int processors = Runtime.getRuntime().availableProcessors();
        return LoopResources.create(name, NONE_FOR_ACCEPTING_ALONE, processors, true, false);
    }

    @Bean
    ReactorResourceFactory reactorResourceFactory(LoopResources httpLoops) {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(httpLoops);
        return resources;
    }
}
