package io.fluxmart.intakes;

import com.fasterxml.uuid.Generators;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import java.util.UUID;

/**
 * Which id a source row gets here: a name-based UUID (RFC 9562, section 5.5, version 5), so that the same row has the same id
 * whenever it is imported, and posts and orders find their users without a list of who became whom.
 */
public final class TargetIds {

    private static final UUID NAMESPACE = UUID.fromString("0f1c6a52-5d1e-5c3b-9d0a-6d1f0c7e2a11");

    private TargetIds() {}

    public static UUID of(String source, Entity entity, SourceId id) {
        String name = String.join("\u0000", source, entity.word(), id.type(), id.text());
        return Generators.nameBasedGenerator(NAMESPACE).generate(name);
    }
}
