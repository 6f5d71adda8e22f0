package io.fluxmart.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** One object for a cluster, as a tree that can be changed. */
record Manifest(Map<String, Object> tree) {

    @SuppressWarnings("unchecked")
    static Manifest of(Object document) {
        return new Manifest((Map<String, Object>) document);
    }

    static Manifest configMap(String name, Map<String, Object> data) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "v1");
        tree.put("kind", "ConfigMap");
        tree.put("metadata", new LinkedHashMap<>(Map.of("name", name)));
        tree.put("data", data);
        return new Manifest(tree);
    }

    String kind() {
        return (String) tree.get("kind");
    }

    String name() {
        return (String) metadata().get("name");
    }

    Map<String, Object> metadata() {
        return map("metadata");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> labels() {
        return (Map<String, Object>) metadata().computeIfAbsent("labels", key -> new LinkedHashMap<>());
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String key) {
        return (Map<String, Object>) tree.get(key);
    }

    /** What is at the end of this way of keys and places; null where it does not lead anywhere. */
    Object at(Object... way) {
        Object here = tree;
        for (Object step : way) {
            here = here instanceof List<?> list
                    ? list.get((Integer) step)
                    : here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    /** Of its pods; none where it has no pods. */
    @SuppressWarnings("unchecked")
    Map<String, Object> podSpec() {
        Object spec = kind().equals("CronJob")
                ? at("spec", "jobTemplate", "spec", "template", "spec")
                : at("spec", "template", "spec");
        return (Map<String, Object>) spec;
    }

    @SuppressWarnings("unchecked")
    Stream<Map<String, Object>> containers() {
        Map<String, Object> pod = podSpec();
        return pod == null ? Stream.empty() : ((List<Map<String, Object>>) pod.get("containers")).stream();
    }

    /** One operation of a JSON patch (RFC 6902). */
    @SuppressWarnings("unchecked")
    void apply(Map<String, Object> operation) {
        String[] way = ((String) operation.get("path")).substring(1).split("/");
        Object parent = tree;
        for (int i = 0; i < way.length - 1; i++) {
            String step = way[i];
            parent = parent instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : Objects.requireNonNull(((Map<String, Object>) parent).get(step), () -> operation.toString());
        }
        change(parent, way[way.length - 1], (String) operation.get("op"), operation.get("value"));
    }

    @SuppressWarnings("unchecked")
    private static void change(Object parent, String last, String operation, Object value) {
        boolean isKnown = operation.equals("add") || operation.equals("replace");
        if (isKnown && parent instanceof List<?> list && last.equals("-")) {
            ((List<Object>) list).add(value);
        } else if (isKnown && parent instanceof Map<?, ?> map) {
            if (operation.equals("replace") && !map.containsKey(last)) {
                throw new IllegalArgumentException("Nothing to replace: " + last);
            }
            ((Map<String, Object>) map).put(last, value);
        } else {
            throw new IllegalArgumentException(operation + " " + last);
        }
    }

    String toYaml() {
        return new Yaml().dump(tree);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
