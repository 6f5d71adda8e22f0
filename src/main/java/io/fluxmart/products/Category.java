package io.fluxmart.products;

/** Where a product stands in the shop. */
record Category(String slug, String name) {}
