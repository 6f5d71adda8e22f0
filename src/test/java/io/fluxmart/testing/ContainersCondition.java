package io.fluxmart.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** With {@code -Pcontainers} but no Docker engine, every test is skipped and says so; nothing falls back in silence. */
public final class ContainersCondition implements ExecutionCondition {

    private static final boolean WANTED = "containers".equals(System.getProperty("fluxmart.backends"));
    private static final boolean MISSING =
            WANTED && !DockerClientFactory.instance().isDockerAvailable();

    static {
        if (MISSING) {
            System.err.println("SKIPPED: -Pcontainers needs a Docker engine, and none answers. No test was run.");
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MISSING
                ? ConditionEvaluationResult.disabled("-Pcontainers needs a Docker engine, and none answers")
                : ConditionEvaluationResult.enabled("the stores can be had");
    }
}
