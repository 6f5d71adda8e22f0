package io.fluxmart.seeding;

/** A demonstration product as it stands in the catalogue; the price is in minor units. */
record SoldProduct(long id, String name, String category, long price) {}
