package io.fluxmart.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * What we use of the Prometheus operator's kinds, after its API reference (monitoring.coreos.com/v1). A field that it has and
 * we do not know is refused, until it is written down here.
 */
final class OperatorTypes {

    private OperatorTypes() {}

    record ServiceMonitor(String apiVersion, String kind, ObjectMeta metadata, ServiceMonitorSpec spec) {}

    record ServiceMonitorSpec(LabelSelector selector, List<Endpoint> endpoints) {}

    record Endpoint(String port, String path, String interval, String scrapeTimeout) {}

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, RuleSpec spec) {}

    record RuleSpec(List<Group> groups) {}

    record Group(String name, List<Alert> rules) {}

    /** The field {@code for} is a word of Java's. */
    record Alert(
            String alert, String expr, @JsonProperty("for") String duration, Labels labels, Annotations annotations) {}

    record Labels(String severity) {}

    record Annotations(String summary) {}
}
