package io.fluxmart.showcase;

import io.fluxmart.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What attributes may look like: as free as a document is, but bounded, and without keys that MongoDB could take for an
 * operator or a path.
 */
final class AttributeLimits {

    static final int MAX_DEPTH = 5;
    static final int MAX_VALUES = 200;
    static final int MAX_KEY = 50;
    static final int MAX_TEXT = 2_000;

    private static final int MAX_VIOLATIONS = 100;
    private static final JsonPointer ATTRIBUTES = JsonPointer.empty().appendProperty("attributes");

    private final List<Violation> violations = new ArrayList<>();
    private int values;

    private AttributeLimits() {}

    /** All that is wrong, with pointers from the body's root, or the first of it where it is much. */
    static List<Violation> check(ObjectNode attributes) {
        AttributeLimits limits = new AttributeLimits();
        limits.look(attributes, ATTRIBUTES, 1);
        return limits.violations;
    }

    /** The reader's own bound on nesting keeps this recursion flat. */
    private void look(JsonNode node, JsonPointer place, int depth) {
        if (node.isContainer() && depth > MAX_DEPTH) {
            refuse(place, "too_deep", "at most " + MAX_DEPTH + " objects and arrays inside each other");
        } else if (node.isObject()) {
            lookInto((ObjectNode) node, place, depth);
        } else if (node.isArray()) {
            lookIntoElements(node, place, depth);
        } else if (node.isString()) {
            lookAtText(node.stringValue(), place);
        } else if (node.isNumber() && !isInRange(node)) {
            refuse(place, "number_out_of_range", "must be a whole number of 64 bits or a finite double");
        }
    }

    private void lookInto(ObjectNode object, JsonPointer place, int depth) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (isOneTooMany()) {
                return;
            }
            lookAt(entry.getKey(), entry.getValue(), place.appendProperty(entry.getKey()), depth);
        }
    }

    /** What stands under a bad key is not looked at: its pointers would repeat the key, however long. */
    private void lookAt(String key, JsonNode value, JsonPointer place, int depth) {
        if (isKey(key)) {
            look(value, place, depth + 1);
        } else {
            refuse(place, "invalid_key", "1 to " + MAX_KEY + " characters without $, . and control characters");
        }
    }

    private void lookIntoElements(JsonNode array, JsonPointer place, int depth) {
        for (int i = 0; i < array.size() && !isOneTooMany(); i++) {
            look(array.get(i), place.appendIndex(i), depth + 1);
        }
    }

    private void lookAtText(String text, JsonPointer place) {
        if (text.length() > MAX_TEXT) {
            refuse(place, "text_too_long", "at most " + MAX_TEXT + " characters");
        } else if (text.codePoints().anyMatch(AttributeLimits::cannotBeStored)) {
            refuse(place, "invalid_text", "U+0000 and lone surrogates are not allowed");
        }
    }

    private boolean isOneTooMany() {
        values++;
        if (values == MAX_VALUES + 1) {
            refuse(ATTRIBUTES, "too_many_values", "at most " + MAX_VALUES + " keys and elements in all");
        }
        return values > MAX_VALUES;
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_KEY
                && key.codePoints()
                        .noneMatch(sign ->
                                sign == '$' || sign == '.' || Character.isISOControl(sign) || cannotBeStored(sign));
    }

    private static boolean cannotBeStored(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isInRange(JsonNode number) {
        return number.isIntegralNumber() ? number.canConvertToLong() : Double.isFinite(number.doubleValue());
    }

    private void refuse(JsonPointer place, String code, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(place.toString(), code, message));
        }
    }
}
