package io.fluxmart.load.bench;

import java.util.Locale;

/** What all contestants are asked to do. */
enum Workload {
    ORDERS("orders of 3 of %,d products", "order.lua"),
    HOT("orders of a hot product and 2 of %,d others", "order.lua"),
    READ("product by id, of %,d", "read.lua");

    private static final int PRODUCTS_READ = 1_000;

    private final String title;
    private final String script;

    Workload(String title, String script) {
        this.title = title;
        this.script = script;
    }

    boolean isOrders() {
        return this != READ;
    }

    /** @param products in the shop; few enough are read to be in every cache */
    int productsOf(int products) {
        return this == READ ? Math.min(products, PRODUCTS_READ) : products;
    }

    String title(int products) {
        return title.formatted(productsOf(products));
    }

    /** For wrk. */
    String script() {
        return script;
    }

    static Workload of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
