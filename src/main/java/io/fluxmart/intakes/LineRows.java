package io.fluxmart.intakes;

import io.fluxmart.orders.OrderBounds;
import io.fluxmart.products.ProductRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines of orders. Those of one product become one, as they do at checkout. */
final class LineRows {

    private static final List<String> ITEMS = List.of("lines", "items");
    private static final List<String> SKU = List.of("sku");
    private static final List<String> QUANTITY = List.of("quantity");
    private static final List<String> PRICE = List.of("unitPrice", "unit_price", "price");
    private static final List<String> NAME = List.of("productName", "product_name", "name");

    private static final int LONGEST_SKU = 64;
    private static final int LONGEST_NAME = 255;

    private final Amounts amounts;

    LineRows(Amounts amounts) {
        this.amounts = amounts;
    }

    List<SourceLine> read(Fields order) {
        Map<String, SourceLine> bySku = new LinkedHashMap<>();
        List<Fields> items = order.each(ITEMS, OrderBounds.MAX_LINES);
        items.forEach(item -> add(bySku, item));
        if (items.isEmpty() && order.rejects().stream().noneMatch(reject -> ITEMS.contains(reject.field()))) {
            order.reject(order.find(ITEMS).name(), "is missing or empty");
        }
        return List.copyOf(bySku.values());
    }

    private void add(Map<String, SourceLine> bySku, Fields item) {
        SourceLine line = line(item);
        if (line == null) {
            return;
        }
        SourceLine before = bySku.get(line.sku());
        if (before != null && before.unitPrice() != line.unitPrice()) {
            item.reject(item.find(PRICE).name(), "is not that of another line of the same product");
        }
        bySku.merge(line.sku(), line, SourceLine::plus);
    }

    private @Nullable SourceLine line(Fields item) {
        String sku = skuOf(item);
        Integer quantity = quantityOf(item);
        Long unitPrice = unitPriceOf(item);
        String name = nameOf(item);
        return sku == null || quantity == null || unitPrice == null
                ? null
                : new SourceLine(item.prefix() + "sku", sku, quantity, unitPrice, name);
    }

    private static @Nullable String skuOf(Fields item) {
        String sku = item.required(SKU, item.textOrNumber(SKU));
        return sku == null || sku.length() <= LONGEST_SKU ? sku : item.reject("sku", "no product has this SKU");
    }

    private static @Nullable Integer quantityOf(Fields item) {
        Long quantity = item.required(QUANTITY, item.wholeNumber(QUANTITY));
        if (quantity == null) {
            return null;
        }
        return quantity >= 1 && quantity <= OrderBounds.MAX_QUANTITY
                ? (Integer) quantity.intValue()
                : item.reject("quantity", "is not between 1 and " + OrderBounds.MAX_QUANTITY);
    }

    private @Nullable Long unitPriceOf(Fields item) {
        Long price = item.required(PRICE, amounts.read(item, PRICE));
        return price == null || price <= ProductRules.MAX_PRICE
                ? price
                : item.reject(item.find(PRICE).name(), "is more than a price can be");
    }

    private static @Nullable String nameOf(Fields item) {
        String name = item.text(NAME);
        if (name == null || name.isBlank()) {
            return null;
        }
        return name.length() <= LONGEST_NAME
                ? name.strip()
                : item.reject(item.find(NAME).name(), "is longer than " + LONGEST_NAME + " characters");
    }
}
