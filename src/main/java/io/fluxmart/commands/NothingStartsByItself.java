package io.fluxmart.commands;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Keeps everything that has a lifecycle from starting and stopping with the context. Lazy initialization alone would not:
 * a lazy bean with a lifecycle is made and started nevertheless, and one with a schedule is made and would run.
 */
class NothingStartsByItself implements LifecycleProcessor {

    @Bean
    static BeanDefinitionRegistryPostProcessor nothingIsScheduled() {
        return beans -> beans.removeBeanDefinition(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
    }

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
