package io.fluxmart.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker compose up} finds what it names, and names nothing that is not there. */
class ComposeTests {

    /** What we use of the Compose Specification; another word is a slip of the pen until it is added here. */
    private static final Set<String> SERVICE_KEYS = Set.of(
            "image",
            "pull_policy",
            "command",
            "environment",
            "ports",
            "volumes",
            "configs",
            "healthcheck",
            "depends_on",
            "restart",
            "mem_limit",
            "cpus",
            "profiles",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "stop_grace_period");

    private final Map<String, Object> compose = load();
    private final Map<String, Map<String, Object>> services = map(compose, "services");

    private static Map<String, Object> load() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict)).load(Kustomize.text(Path.of("docker-compose.yml")));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Map<String, Object> tree, String key) {
        return (Map<String, T>) tree.get(key);
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Map<String, Object> tree, String key) {
        return (List<T>) tree.getOrDefault(key, List.of());
    }

    @Test
    void usesOnlyWordsThatComposeKnows() {
        assertThat(compose.keySet()).isSubsetOf("name", "services", "configs", "volumes");
        assertThat(services.values())
                .allSatisfy(service -> assertThat(SERVICE_KEYS).containsAll(service.keySet()));
    }

    @Test
    void boundsAndWatchesEverything() {
        assertThat(services.values())
                .hasSize(6)
                .allSatisfy(service -> assertThat(service).containsKeys("healthcheck", "mem_limit", "cpus", "restart"));
        assertThat(services.values().stream().flatMap(service -> ComposeTests.<String>list(service, "ports").stream()))
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void setsOnlyWhatTheServiceReads() {
        assertThat(map(services.get("service"), "environment").keySet())
                .isNotEmpty()
                .allMatch(KnownSettings::include);
    }

    @Test
    void declaresVolumesAndConfigsThatItUses() {
        Set<String> volumes = map(compose, "volumes").keySet();
        Set<String> configs = map(compose, "configs").keySet();

        assertThat(all("volumes").map(volume -> ((String) volume).split(":")[0]).filter(name -> !name.startsWith(".")))
                .containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(all("configs")
                        .map(config -> ((Map<?, ?>) config).get("source"))
                        .map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(configs);
        assertThat(all("volumes").map(volume -> ((String) volume).split(":")[0]).filter(name -> name.startsWith(".")))
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    private Stream<Object> all(String key) {
        return services.values().stream().flatMap(service -> list(service, key).stream());
    }

    /** The versions that are tried on a laptop are those of the small cluster. */
    @Test
    void runsTheStoresOfTheLocalOverlay() {
        Set<String> local = Kustomize.render(Path.of("k8s/overlays/local")).stream()
                .filter(manifest -> !manifest.kind().equals("CronJob"))
                .flatMap(Manifest::containers)
                .map(container -> (String) container.get("image"))
                .collect(Collectors.toSet());

        assertThat(Stream.of("postgres", "mongo", "redis", "service")
                        .map(name -> services.get(name).get("image")))
                .containsExactlyInAnyOrderElementsOf(local);
    }

    @Test
    void scrapesTheManagementPort() {
        Map<String, Map<String, String>> configs = map(compose, "configs");
        Map<String, Object> prometheus =
                new Yaml().load(configs.get("prometheus").get("content"));
        Manifest tree = new Manifest(prometheus);

        assertThat(tree.at("scrape_configs", 0, "static_configs", 0, "targets")).isEqualTo(List.of("service:8081"));
        assertThat(tree.at("scrape_configs", 0, "metrics_path")).isEqualTo("/actuator/prometheus");
    }
}
