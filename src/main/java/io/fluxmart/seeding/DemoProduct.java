package io.fluxmart.seeding;

/** A product about to be planted; the price is in minor units. */
record DemoProduct(String sku, String name, String description, String category, long price, int stock) {}
