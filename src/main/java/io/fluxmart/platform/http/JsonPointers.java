package io.fluxmart.platform.http;

import jakarta.validation.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException.Reference;

/** Writes the paths of the validator and of the JSON reader as JSON pointers (RFC 6901). */
final class JsonPointers {

    private JsonPointers() {}

    static String of(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(escaped(node.getName()));
            }
        }
        return pointer.toString();
    }

    static String of(List<Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (Reference step : path) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : escaped(name));
        }
        return pointer.toString();
    }

    static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
