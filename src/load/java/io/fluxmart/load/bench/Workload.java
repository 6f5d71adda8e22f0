package io.fluxmart.load.bench;

import java.util.Locale;

/** What all contestants are asked to do. */
enum Workload {
    ORDERS("orders of 3 of %,d products", 3),
    HOT("orders of a hot product and 2 of %,d others", 3),
    READ("product by id, of %,d", 0),
    LINES_1("orders of 1 of %,d products", 1),
    LINES_10("orders of 10 of %,d products", 10),
    LINES_30("orders of 30 of %,d products", 30),
    LINES_100("orders of 100 of %,d products", 100),
    CALM("50 orders a second of 3 of %,d products", 3);

    private static final int PRODUCTS_READ = 1_000;

    private static final int CALM_RATE = 50;

    private final String title;
    private final int lines;

    /** @param lines of an order */
    Workload(String title, int lines) {
        this.title = title;
        this.lines = lines;
    }

    int lines() {
        return lines;
    }

    /** How many a second are asked for in all; 0 for as many as can be had. */
    int rate() {
        return this == CALM ? CALM_RATE : 0;
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
        return isOrders() ? "order.lua" : "read.lua";
    }

    static Workload of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
