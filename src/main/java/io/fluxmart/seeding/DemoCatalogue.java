package io.fluxmart.seeding;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.datafaker.Faker;

/** Believable products, the same ones each time. One is made after the other, so that the first do not depend on the rest. */
final class DemoCatalogue {

    /** Of all demonstration products, and of no other. */
    static final String SKU_PREFIX = "DEMO-";

    /** What one sort of product is called, and what it costs, in whole currency units. */
    private record Shelf(String category, int cheapest, int dearest, Function<Faker, String> name) {}

    private static final List<Shelf> SHELVES = List.of(
            new Shelf("books", 6, 60, faker -> faker.book().title()),
            new Shelf(
                    "coffee",
                    5,
                    40,
                    faker -> faker.coffee().blendName() + " from "
                            + faker.coffee().country()),
            new Shelf(
                    "computers",
                    20,
                    2_500,
                    faker -> faker.computer().brand() + " " + faker.commerce().productName()),
            new Shelf("games", 10, 90, faker -> faker.videoGame().title()),
            new Shelf(
                    "garden",
                    3,
                    300,
                    faker -> faker.color().name() + " " + faker.food().vegetable() + " seeds"),
            new Shelf("home", 5, 400, faker -> faker.commerce().productName()),
            new Shelf(
                    "music",
                    15,
                    1_500,
                    faker -> faker.color().name() + " " + faker.music().instrument()),
            new Shelf(
                    "tea",
                    4,
                    35,
                    faker -> faker.tea().variety() + " " + faker.tea().type()));

    private final Faker faker;

    DemoCatalogue(long randomSeed) {
        faker = new Faker(Locale.ENGLISH, new Random(randomSeed));
    }

    static List<String> categories() {
        return SHELVES.stream().map(Shelf::category).toList();
    }

    List<DemoProduct> products(int count) {
        return IntStream.range(0, count).mapToObj(this::product).toList();
    }

    private DemoProduct product(int number) {
        Shelf shelf = SHELVES.get(number % SHELVES.size());
        String name = shelf.name().apply(faker);
        int wholeUnits = faker.random().nextInt(shelf.cheapest(), shelf.dearest());
        return new DemoProduct(
                sku(number + 1),
                sentence(name),
                sentence(faker.marketing().buzzwords()) + ". " + faker.lorem().sentence(12),
                shelf.category(),
                wholeUnits * 100L + 99,
                faker.random().nextInt(20, 500));
    }

    /** Of the n-th product, from 1. */
    static String sku(int number) {
        return SKU_PREFIX + "%05d".formatted(number);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
