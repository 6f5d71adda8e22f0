package io.fluxmart.caching;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How a copy is written: its stamp, a blank, and JSON by the components of the record, whatever the annotations for the
 * API hide. A component too many or too few, as another release may have written, makes it unreadable, and so a miss.
 */
final class CopyFormat<V> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.USE_ANNOTATIONS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule("in the order in which they were written")
                    .addAbstractTypeMapping(Set.class, LinkedHashSet.class))
            .build();

    private final JavaType type;

    CopyFormat(TypeReference<V> type) {
        this.type = JSON.getTypeFactory().constructType(type);
    }

    String write(Reading<V> reading) {
        return reading.stamp() + " " + JSON.writeValueAsString(reading.value());
    }

    /** @throws RuntimeException of many kinds when it is no such copy */
    Reading<V> read(String copy, long readAt) {
        int blank = copy.indexOf(' ');
        long stamp = Long.parseLong(copy.substring(0, blank));
        return new Reading<>(
                new Moment(stamp, readAt), Source.REDIS, JSON.readValue(copy.substring(blank + 1), this.type));
    }
}
