package io.fluxmart.seeding;

import java.util.List;

/**
 * How much is wanted of each.
 *
 * @param users beside the {@link DemoUser fixed ones}
 * @param details whether the products get details
 * @param randomSeed what everything is made from; what is there already stays as it is
 */
public record SeedPlan(int users, int products, int orders, int reviews, int posts, boolean details, long randomSeed) {

    public static final long RANDOM_SEED = 42;

    private static final int MOST = 10_000_000;

    /** They are made and looked up all at once. */
    private static final int MOST_PRODUCTS = 100_000;

    private static final int ONE_OF_SO_MANY_IS_REVIEWED = 5;
    private static final int MOST_REVIEWS = 20_000;
    private static final int POSTS_OF_EACH = 2;
    private static final int MOST_POSTS = 2_000;

    /** @throws IllegalArgumentException when there are orders for nothing, or it is too much */
    public SeedPlan {
        if (users < 0 || products < 0 || orders < 0 || reviews < 0 || posts < 0) {
            throw new IllegalArgumentException("Less than nothing cannot be seeded.");
        }
        if (Math.max(Math.max(users, orders), Math.max(reviews, posts)) > MOST || products > MOST_PRODUCTS) {
            throw new IllegalArgumentException(
                    "At most 100,000 products can be seeded, and 10,000,000 of each other sort.");
        }
        if (orders > 0 && products == 0) {
            throw new IllegalArgumentException("Without products there is nothing to order.");
        }
    }

    /** As many reviews as so many orders would bring. */
    public static int reviewsOf(int orders) {
        return Math.min(orders / ONE_OF_SO_MANY_IS_REVIEWED, MOST_REVIEWS);
    }

    /** As many posts as so many users would write. */
    public static int postsOf(int users) {
        return Math.min(users, MOST_POSTS / POSTS_OF_EACH) * POSTS_OF_EACH;
    }

    /** On which shelves the products stand, whatever the plan. */
    public static List<String> categories() {
        return DemoCatalogue.categories();
    }
}
