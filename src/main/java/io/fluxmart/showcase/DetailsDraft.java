package io.fluxmart.showcase;

import io.fluxmart.problem.InvalidRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT /api/products/{id}/details}. What is absent is empty; nothing of what was there stays. */
record DetailsDraft(
        @Size(max = 20_000) String description, ObjectNode attributes, List<@NotNull @Valid Picture> pictures) {

    private static final int MAX_PICTURES = 20;

    /** Refuses too many pictures before each of them is looked at. */
    DetailsDraft(@Nullable String description, @Nullable ObjectNode attributes, @Nullable List<Picture> pictures) {
        if (pictures != null && pictures.size() > MAX_PICTURES) {
            throw new InvalidRequest("/pictures", "size", "A product has at most " + MAX_PICTURES + " pictures");
        }
        this.description = description == null ? "" : description;
        this.attributes = attributes == null ? JsonNodeFactory.instance.objectNode() : attributes;
        this.pictures = pictures == null ? List.of() : pictures;
    }
}
