package io.fluxmart.products;

/** So many pieces of one product. */
public record StockLine(long productId, int quantity) {}
