package io.fluxmart.showcase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Attributes on their way into documents and out of them. */
final class AttributeValues {

    /** Not the service's own, which leaves nulls out: here they are somebody's data. */
    private static final JsonMapper VERBATIM = new JsonMapper();

    private AttributeValues() {}

    static ObjectNode json(Map<String, @Nullable Object> values) {
        return VERBATIM.valueToTree(values);
    }

    static Map<String, @Nullable Object> of(ObjectNode attributes) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        attributes.forEachEntry((key, node) -> values.put(key, valueOf(node)));
        return values;
    }

    private static List<@Nullable Object> listOf(JsonNode array) {
        List<@Nullable Object> values = new ArrayList<>(array.size());
        array.forEach(node -> values.add(valueOf(node)));
        return values;
    }

    /** Whole numbers as long, whatever their size, so that all of them can be compared in MongoDB. */
    private static @Nullable Object valueOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> of((ObjectNode) node);
            case ARRAY -> listOf(node);
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> numberOf(node);
            case NULL -> null;
            case BINARY, MISSING, POJO -> throw new IllegalStateException("No JSON was ever read as " + node);
        };
    }

    private static Number numberOf(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.longValue();
        }
        return number.doubleValue();
    }
}
