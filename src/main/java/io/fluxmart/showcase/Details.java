package io.fluxmart.showcase;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is to say about a product beyond what all products have.
 *
 * @param revision counts the edits, from 1
 * @param attributes as they were sent, the order of the keys and nulls included
 */
record Details(@JsonIgnore long revision, String description, ObjectNode attributes, List<Picture> pictures) {

    /** Characters, roughly: of the texts, and of the attributes as JSON. */
    int length() {
        return description.length()
                + attributes.toString().length()
                + pictures.stream().mapToInt(Picture::length).sum();
    }

    String entityTag() {
        return Long.toString(revision);
    }
}
