package io.fluxmart.seeding;

/** What demonstration data consist of, in the order in which it comes. */
public enum Part {
    PRODUCTS("products"),
    USERS("users"),
    ORDERS("orders"),
    DETAILS("product details"),
    REVIEWS("reviews"),
    POSTS("posts"),
    RANKINGS("rankings");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
