package io.fluxmart.commands;

import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Keeps everything that has a lifecycle from starting and stopping with the context. Lazy initialization alone would not:
 * a lazy bean with a lifecycle is made and started nevertheless.
 */
class NothingStartsByItself implements LifecycleProcessor {

    @Bean
    static LifecycleProcessor lifecycleProcessor() {
        return new NothingStartsByItself();
    }

    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }
}
