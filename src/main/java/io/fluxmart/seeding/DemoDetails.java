package io.fluxmart.seeding;

import io.fluxmart.showcase.AdoptedDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.datafaker.Faker;

/** What can be said of a product beyond its price: other things of a book than of a kettle. */
final class DemoDetails {

    private static final List<String> COLOURS = List.of("black", "white", "red", "blue", "green", "grey");

    private final Dice dice;
    private final Faker faker;

    DemoDetails(long randomSeed) {
        this.dice = new Dice(randomSeed, "details");
        this.faker = new Faker(Locale.ENGLISH, dice.random());
    }

    /** @param number the product's, from 1 */
    AdoptedDetails of(int number, SoldProduct product) {
        dice.of(number);
        String description = faker.lorem().paragraph(4);
        return new AdoptedDetails(product.id(), description, attributesOf(product.category()));
    }

    private Map<String, Object> attributesOf(String category) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        switch (category) {
            case "books" -> {
                attributes.put("author", faker.book().author());
                attributes.put("genre", faker.book().genre());
                attributes.put("pages", number(80, 1_200));
            }
            case "coffee", "tea" -> {
                attributes.put("origin", faker.country().name());
                attributes.put("grams", 50 * number(2, 21));
            }
            case "computers" -> {
                attributes.put("memoryGb", 1L << dice.between(2, 7));
                attributes.put("ports", List.of("USB-C", "HDMI").subList(0, dice.between(1, 3)));
            }
            case "games" -> attributes.put("players", number(1, 9));
            default -> {
                attributes.put("colour", dice.oneOf(COLOURS));
                attributes.put("grams", 10 * number(1, 500));
            }
        }
        return attributes;
    }

    private long number(int from, int bound) {
        return dice.between(from, bound);
    }
}
