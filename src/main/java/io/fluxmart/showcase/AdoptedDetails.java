package io.fluxmart.showcase;

import java.util.Map;

/**
 * What there is to say about a product, told by another room.
 *
 * @param attributes texts, whole numbers as {@code Long}, and lists of them
 */
public record AdoptedDetails(long productId, String description, Map<String, Object> attributes) {}
