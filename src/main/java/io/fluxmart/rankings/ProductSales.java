package io.fluxmart.rankings;

/** @param sold pieces in orders that stand */
record ProductSales(long productId, long sold) {}
