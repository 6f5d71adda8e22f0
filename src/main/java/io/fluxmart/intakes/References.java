package io.fluxmart.intakes;

import io.fluxmart.sources.SourceId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How rows name other rows. */
final class References {

    private static final int LONGEST = 255;
    private static final int MOST_DIGITS = 18;
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{24}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private References() {}

    static @Nullable List<SourceId> ofOrNull(Object value) {
        List<SourceId> ids = of(value);
        return ids.isEmpty() ? null : ids;
    }

    /**
     * The ids that may be meant, the likeliest first; none where it is no id. Who keeps an id in another row often keeps it
     * as a text there, whatever type it is of.
     */
    private static List<SourceId> of(@Nullable Object value) {
        if (value instanceof SourceId id) {
            return alternatives(id);
        }
        if (value instanceof Long number) {
            return alternatives(SourceId.number(number));
        }
        if (value instanceof BigDecimal decimal) {
            Long whole = wholeOrNull(decimal);
            return whole == null ? List.of() : of(whole);
        }
        if (value instanceof String text) {
            return text.isBlank() || text.length() > LONGEST ? List.of() : alternatives(SourceId.string(text));
        }
        return value instanceof Map<?, ?> embedded ? of(idIn(embedded)) : List.of();
    }

    /** Embedded no deeper: an id that is a map is none that a source knows. */
    private static @Nullable Object idIn(Map<?, ?> embedded) {
        Object id = embedded.get("_id") == null ? embedded.get("id") : embedded.get("_id");
        return id instanceof Map ? null : id;
    }

    private static List<SourceId> alternatives(SourceId id) {
        String lower = id.text().toLowerCase(Locale.ROOT);
        List<SourceId> others = new ArrayList<>(List.of(SourceId.string(id.text())));
        if (OBJECT_ID.matcher(lower).matches()) {
            others.add(new SourceId("objectId", lower));
        }
        if (UUID.matcher(lower).matches()) {
            others.add(new SourceId("uuid", lower));
        }
        if (NUMBER.matcher(lower).matches()) {
            others.add(new SourceId("number", lower));
        }
        return Stream.concat(Stream.of(id), others.stream()).distinct().toList();
    }

    /** Without a look at the number itself where its exponent alone says that it is too long. */
    private static @Nullable Long wholeOrNull(BigDecimal decimal) {
        boolean isShort = decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS;
        boolean isWhole = isShort && decimal.stripTrailingZeros().scale() <= 0;
        return isWhole && decimal.precision() - decimal.scale() <= MOST_DIGITS ? decimal.longValueExact() : null;
    }
}
