package io.fluxmart.intakes;

import org.jspecify.annotations.Nullable;

/**
 * One product of a {@link SourceOrder}.
 *
 * @param skuField where it is named, in the source's own names
 * @param unitPrice in minor units of the shop's currency
 * @param name under which it was sold; as in the catalogue where it is null
 */
record SourceLine(
        String skuField,
        String sku,
        int quantity,
        long unitPrice,
        @Nullable String name) {

    long total() {
        return unitPrice * quantity;
    }

    SourceLine plus(SourceLine more) {
        return new SourceLine(skuField, sku, quantity + more.quantity, unitPrice, name == null ? more.name : name);
    }
}
