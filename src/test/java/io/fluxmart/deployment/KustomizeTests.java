package io.fluxmart.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Where kubectl is installed, it has to render what we do. */
class KustomizeTests {

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void rendersWhatKubectlRenders(String overlay) throws Exception {
        Path directory = Path.of("k8s/overlays", overlay);
        Map<String, Object> theirs = byName(parse(withoutHashes(kubectl(directory))));

        Map<String, Object> ours = byName(Kustomize.render(directory));

        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        theirs.forEach((name, tree) -> assertThat(ours.get(name)).as(name).isEqualTo(tree));
    }

    private static String kubectl(Path directory) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", directory.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException notInstalled) {
            assumeTrue(false, "kubectl is not installed, so nothing is compared with it");
            return "";
        }
    }

    private static List<Manifest> parse(String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .map(Manifest::of)
                .toList();
    }

    private static String withoutHashes(String yaml) {
        return yaml.replaceAll("(name: fluxmart[a-z-]*)-[bcdfghkmt2456789]{10}\\b", "$1");
    }

    private static Map<String, Object> byName(List<Manifest> manifests) {
        return manifests.stream()
                .collect(Collectors.toMap(Manifest::toString, Manifest::tree, (one, other) -> one, TreeMap::new));
    }
}
