package io.fluxmart.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * As much of kustomize as {@code k8s/} uses, so that tests see what would be applied where there is no cluster and no binary.
 * What it does not know, it refuses. Generated names have no hash behind them; otherwise {@link KustomizeTests} holds it to the
 * real one.
 */
final class Kustomize {

    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "labels",
            "resources",
            "components",
            "images",
            "configMapGenerator",
            "patches");

    private final Path directory;
    private final Map<String, Object> file;
    private final List<Manifest> manifests;

    private Kustomize(Path directory, List<Manifest> manifests) {
        this.directory = directory;
        this.file = read(directory.resolve("kustomization.yaml"));
        this.manifests = manifests;
        if (!KNOWN.containsAll(file.keySet())) {
            throw new IllegalArgumentException(directory + ": " + file.keySet());
        }
    }

    /** All that {@code kubectl apply -k} would send. */
    static List<Manifest> render(Path overlay) {
        return new Kustomize(overlay, new ArrayList<>()).build();
    }

    private static Map<String, Object> read(Path yaml) {
        return new Yaml().load(text(yaml));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Manifest> build() {
        this.<String>list("resources").forEach(this::addResource);
        this.<Map<String, Object>>list("configMapGenerator").forEach(this::generate);
        this.<String>list("components")
                .forEach(component -> new Kustomize(directory.resolve(component), manifests).build());
        this.<Map<String, Object>>list("patches").forEach(this::patch);
        this.<Map<String, Object>>list("labels").forEach(this::label);
        this.<Map<String, String>>list("images").forEach(this::setImage);
        if (file.get("namespace") instanceof String namespace) {
            manifests.forEach(manifest -> manifest.metadata().put("namespace", namespace));
        }
        return manifests;
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String key) {
        return (List<T>) file.getOrDefault(key, List.of());
    }

    private void addResource(String name) {
        Path resource = directory.resolve(name);
        if (Files.isDirectory(resource)) {
            manifests.addAll(render(resource));
        } else {
            new Yaml().loadAll(text(resource)).forEach(document -> manifests.add(Manifest.of(document)));
        }
    }

    @SuppressWarnings("unchecked")
    private void generate(Map<String, Object> generator) {
        String name = (String) generator.get("name");
        Map<String, Object> data = new LinkedHashMap<>();
        ((List<String>) generator.getOrDefault("envs", List.of())).forEach(env -> readEnv(env, data));
        ((List<String>) generator.getOrDefault("files", List.of()))
                .forEach(content ->
                        data.put(Path.of(content).getFileName().toString(), text(directory.resolve(content))));
        if ("merge".equals(generator.get("behavior"))) {
            find("ConfigMap", name).findFirst().orElseThrow().map("data").putAll(data);
        } else {
            Manifest made = Manifest.configMap(name, data);
            Map<String, Object> options = (Map<String, Object>) generator.getOrDefault("options", Map.of());
            if (options.get("labels") instanceof Map<?, ?> labels) {
                made.labels().putAll((Map<String, Object>) labels);
            }
            manifests.add(made);
        }
    }

    private void readEnv(String name, Map<String, Object> data) {
        text(directory.resolve(name))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> data.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    }

    @SuppressWarnings("unchecked")
    private void patch(Map<String, Object> patch) {
        Map<String, String> target = (Map<String, String>) patch.get("target");
        List<Manifest> targets = find(target.get("kind"), target.get("name")).toList();
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(directory + " patches nothing: " + target);
        }
        List<Map<String, Object>> operations = new Yaml().load((String) patch.get("patch"));
        targets.forEach(manifest -> operations.forEach(manifest::apply));
    }

    /** @param name any when null */
    private Stream<Manifest> find(String kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .filter(manifest -> name == null || manifest.name().equals(name));
    }

    @SuppressWarnings("unchecked")
    private void label(Map<String, Object> labels) {
        Map<String, Object> pairs = (Map<String, Object>) labels.get("pairs");
        manifests.forEach(manifest -> manifest.labels().putAll(pairs));
    }

    private void setImage(Map<String, String> image) {
        manifests.stream()
                .flatMap(Manifest::containers)
                .filter(container -> container.get("image").equals(image.get("name")))
                .forEach(container -> container.put("image", image.get("newName") + ":" + image.get("newTag")));
    }
}
