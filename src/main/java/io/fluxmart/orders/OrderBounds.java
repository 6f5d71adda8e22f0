package io.fluxmart.orders;

/** What an order may be like, wherever it comes from. */
public final class OrderBounds {

    public static final int MAX_LINES = 100;

    /** Pieces on one line. */
    public static final int MAX_QUANTITY = 10_000;

    private OrderBounds() {}
}
