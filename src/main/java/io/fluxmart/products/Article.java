package io.fluxmart.products;

/** A product by the number that it has on every shelf. */
public record Article(long id, String sku, String name) {}
