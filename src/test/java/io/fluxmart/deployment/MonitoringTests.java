package io.fluxmart.deployment;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards, alerts and the autoscaler ask for metrics that a node really has, and each alert has its line for whoever is called. */
@FluxmartTest
class MonitoringTests {

    private static final Path MONITORING = Path.of("k8s/components/monitoring");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:http|fluxmart|r2dbc|mongodb|lettuce|jvm|process)_[a-z0-9_]+(?=[\\s{\\[)]|$)");

    /** What appears only when something was refused, or memory was collected. */
    private static final Set<String> NOT_AT_ONCE = Set.of("fluxmart_limits_refused_total", "jvm_gc_pause_seconds_sum");

    @Autowired
    Shop shop;

    private Set<String> there;

    @BeforeEach
    void useTheShop() {
        Customer buyer = shop.newCustomer(10_000);
        try (EventStream stream = shop.listen(buyer)) {
            shop.order(buyer, unique("key"), lines(line(shop.newProduct(5), 1)));
            stream.next();
        }
        there = shop.get("/actuator/prometheus", null)
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void hasEachMetricOfTheDashboard() {
        JsonNode dashboard = new JsonMapper().readTree(Kustomize.text(MONITORING.resolve("dashboards/fluxmart.json")));
        List<String> expressions = dashboard.findValuesAsString("expr");

        assertThat(expressions).hasSizeGreaterThan(30);
        assertThat(expressions.stream().flatMap(MonitoringTests::metrics))
                .isNotEmpty()
                .allMatch(this::isThere);
    }

    @Test
    void hasEachMetricOfTheAlerts() {
        assertThat(alerts().values().stream().flatMap(MonitoringTests::metrics))
                .isNotEmpty()
                .allMatch(this::isThere);
    }

    @Test
    void hasEachMetricThatPodsAreAddedFor() {
        Map<String, Object> values = new Yaml().load(Kustomize.text(MONITORING.resolve("adapter-rules.yaml")));
        List<?> rules = (List<?>) new Manifest(values).at("rules", "custom");
        Manifest autoscaler = Kustomize.render(Path.of("k8s/overlays/production")).stream()
                .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .findFirst()
                .orElseThrow();

        assertThat(metrics(rules.toString()))
                .isNotEmpty()
                .allMatch(metric -> isThere(metric) || isWanted(metric, rules));
        assertThat(Stream.of(0, 1).map(i -> autoscaler.at("spec", "metrics", i, "pods", "metric", "name")))
                .allMatch(name -> isWanted((String) name, rules));
    }

    @SuppressWarnings("unchecked")
    private static boolean isWanted(String name, List<?> rules) {
        return rules.stream()
                .map(rule -> new Manifest((Map<String, Object>) rule))
                .anyMatch(rule -> name.equals(rule.at("name", "as")));
    }

    @Test
    void tellsWhoeverIsCalledWhatToDo() {
        Set<String> told = Kustomize.text(Path.of("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("### Fluxmart"))
                .map(line -> line.substring("### ".length()))
                .collect(Collectors.toSet());

        assertThat(told).isEqualTo(alerts().keySet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> alerts() {
        Manifest rules = Manifest.of(new Yaml().load(Kustomize.text(MONITORING.resolve("alerts.yaml"))));
        return ((List<Map<String, String>>) rules.at("spec", "groups", 0, "rules"))
                .stream().collect(Collectors.toMap(rule -> rule.get("alert"), rule -> rule.get("expr")));
    }

    private static Stream<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(found -> found.group());
    }

    private boolean isThere(String metric) {
        return there.contains(metric) || NOT_AT_ONCE.contains(metric);
    }
}
