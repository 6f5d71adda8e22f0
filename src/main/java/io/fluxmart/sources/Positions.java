package io.fluxmart.sources;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a place in a source is written down: as JSON of plain ASCII, since an id may hold what PostgreSQL cannot keep. */
public final class Positions {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Positions() {}

    public static String textOf(SourceId id) {
        return JSON.writeValueAsString(id);
    }

    public static Optional<SourceId> of(@Nullable String text) {
        return Optional.ofNullable(text).map(written -> JSON.readValue(written, SourceId.class));
    }
}
