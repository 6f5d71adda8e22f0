package io.fluxmart.products;

import java.util.Optional;

/** What {@code GET /api/products} was asked for. Prices are minor units; {@code q} is part of the name, literally. */
record ProductQuery(
        Optional<String> q,
        Optional<String> category,
        Optional<Long> minPrice,
        Optional<Long> maxPrice,
        boolean inStock,
        ProductSort sort,
        int limit,
        Optional<ProductSort.Place> after) {}
