package io.fluxmart.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What would be applied to a cluster is what a cluster takes, agrees with itself, and leaves nothing open. */
class ManifestTests {

    static Stream<Overlay> overlays() {
        return Stream.of("local", "production").map(Overlay::of);
    }

    record Overlay(String name, List<Manifest> manifests) {

        static Overlay of(String name) {
            return new Overlay(name, Kustomize.render(Path.of("k8s/overlays", name)));
        }

        Stream<Manifest> ofKind(String... kinds) {
            return manifests.stream().filter(manifest -> List.of(kinds).contains(manifest.kind()));
        }

        Manifest the(String kind, String name) {
            return ofKind(kind)
                    .filter(manifest -> manifest.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        Stream<Manifest> withPods() {
            return ofKind("Deployment", "StatefulSet", "CronJob");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void hasNoFieldThatAClusterDoesNotKnow(Overlay overlay) {
        assertThat(overlay.manifests()).hasSizeGreaterThan(15);
        assertThat(overlay.manifests().stream().map(StrictManifests::complaint).flatMap(Optional::stream))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void givesEachProbeAndServiceAPortThatIsThere(Overlay overlay) {
        Map<String, Object> settings = overlay.the("ConfigMap", "fluxmart").map("data");
        Manifest deployment = overlay.the("Deployment", "fluxmart");
        Map<String, Object> container = deployment.containers().findFirst().orElseThrow();

        assertThat(ports(container))
                .containsEntry("http", Integer.valueOf((String) settings.get("SERVER_PORT")))
                .containsEntry("management", Integer.valueOf((String) settings.get("MANAGEMENT_SERVER_PORT")));
        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(probe -> new Manifest(container).at(probe, "httpGet", "port")))
                .containsOnly("management");
        overlay.ofKind("Service")
                .filter(service -> service.name().startsWith("fluxmart"))
                .forEach(service -> assertThat(ports(container))
                        .containsKey((String) service.at("spec", "ports", 0, "targetPort")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Integer> ports(Map<String, Object> container) {
        return ((List<Map<String, Object>>) container.get("ports"))
                .stream().collect(Collectors.toMap(port -> (String) port.get("name"), port ->
                        (Integer) port.get("containerPort")));
    }

    /** Replicas × pool ≤ what PostgreSQL admits, less what is not ours. A pod that is replaced is there beside its successor. */
    @ParameterizedTest
    @MethodSource("overlays")
    void doesNotOpenMoreConnectionsThanPostgresAdmits(Overlay overlay) {
        Map<String, Object> settings = overlay.the("ConfigMap", "fluxmart").map("data");
        Map<String, Object> capacity =
                overlay.the("ConfigMap", "fluxmart-postgres-capacity").map("data");
        int pods = (int) overlay.the("HorizontalPodAutoscaler", "fluxmart").at("spec", "maxReplicas")
                + (int) overlay.the("Deployment", "fluxmart").at("spec", "strategy", "rollingUpdate", "maxSurge");
        int connectionsOfAPod = number(settings, "SPRING_R2DBC_POOL_MAX_SIZE") + 1;

        assertThat(pods * connectionsOfAPod)
                .isLessThanOrEqualTo(number(capacity, "MAX_CONNECTIONS") - number(capacity, "RESERVE"));
    }

    private static int number(Map<String, Object> settings, String name) {
        return Integer.parseInt((String) settings.get(name));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void runsNothingAsRootOrWithRightsInTheCluster(Overlay overlay) {
        overlay.withPods().forEach(manifest -> {
            Manifest pod = new Manifest(manifest.podSpec());
            assertThat(pod.at("automountServiceAccountToken"))
                    .as("%s", manifest)
                    .isEqualTo(false);
            assertThat(pod.at("enableServiceLinks")).as("%s", manifest).isEqualTo(false);
            assertThat(pod.at("securityContext", "runAsNonRoot"))
                    .as("%s", manifest)
                    .isEqualTo(true);
            assertThat(pod.at("securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
            manifest.containers().map(Manifest::new).forEach(container -> {
                assertThat(container.at("securityContext", "readOnlyRootFilesystem"))
                        .isEqualTo(true);
                assertThat(container.at("securityContext", "allowPrivilegeEscalation"))
                        .isEqualTo(false);
                assertThat(container.at("securityContext", "capabilities", "drop"))
                        .isEqualTo(List.of("ALL"));
                assertThat(container.at("resources", "requests", "memory")).isNotNull();
                assertThat(container.at("resources", "limits", "memory")).isNotNull();
            });
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void letsNobodyThroughWhoIsNotNamed(Overlay overlay) {
        Manifest deny = overlay.the("NetworkPolicy", "default-deny");

        assertThat(deny.at("spec", "podSelector")).isEqualTo(Map.of());
        assertThat(deny.at("spec", "policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(deny.at("spec", "ingress")).isNull();
        assertThat(deny.at("spec", "egress")).isNull();
    }

    /** Secrets are made by whoever may know them: no manifest holds one, and what is asked of them has one name everywhere. */
    @ParameterizedTest
    @MethodSource("overlays")
    void holdsNoSecret(Overlay overlay) {
        assertThat(overlay.ofKind("Secret")).isEmpty();
        overlay.ofKind("ConfigMap")
                .flatMap(map -> map.map("data").keySet().stream())
                .forEach(key ->
                        assertThat(key).doesNotContainIgnoringCase("password").doesNotContain("SECRET"));
        Set<String> known = Kustomize.text(Path.of("k8s/overlays/local/secret.env.example"))
                .lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        assertThat(references(overlay, "secretKeyRef")
                        .filter(reference -> reference.startsWith("fluxmart/"))
                        .map(reference -> reference.substring("fluxmart/".length()))
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }

    /** A misspelt variable would be passed over in silence. */
    @ParameterizedTest
    @MethodSource("overlays")
    void setsOnlyWhatTheServiceReads(Overlay overlay) {
        Stream<String> variables = Stream.concat(
                overlay.the("ConfigMap", "fluxmart").map("data").keySet().stream(),
                variables(overlay.the("Deployment", "fluxmart")).map(variable -> (String) variable.get("name")));

        assertThat(variables).hasSizeGreaterThan(15).allMatch(KnownSettings::include);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void runsTheImageThatTheBuildMakes(Overlay overlay) {
        String image = (String) overlay.the("Deployment", "fluxmart")
                .containers()
                .findFirst()
                .orElseThrow()
                .get("image");

        assertThat(image).matches("(registry.example.com/shop/)?fluxmart:[0-9a-z.]+");
        assertThat(Kustomize.text(Path.of("pom.xml"))).contains("<image>fluxmart</image>", "<tag>latest</tag>");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void readsOnlyKeysThatAConfigMapHas(Overlay overlay) {
        Set<String> there = new HashSet<>();
        overlay.ofKind("ConfigMap")
                .forEach(map -> map.map("data").keySet().forEach(key -> there.add(map.name() + "/" + key)));

        assertThat(references(overlay, "configMapKeyRef")).isNotEmpty().allMatch(there::contains);
    }

    /** {@code name/key} of what environment variables are filled from, but for what may be missing. */
    @SuppressWarnings("unchecked")
    private static Stream<String> references(Overlay overlay, String kind) {
        return overlay.withPods()
                .flatMap(ManifestTests::variables)
                .map(variable -> (Map<String, Object>) new Manifest(variable).at("valueFrom", kind))
                .filter(Objects::nonNull)
                .filter(reference -> !Boolean.TRUE.equals(reference.get("optional")))
                .map(reference -> reference.get("name") + "/" + reference.get("key"));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> variables(Manifest manifest) {
        return manifest.containers()
                .flatMap(container -> ((List<Map<String, Object>>) container.getOrDefault("env", List.of())).stream());
    }
}
