package io.fluxmart.seeding;

import io.fluxmart.posts.AdoptedComment;
import io.fluxmart.posts.AdoptedPost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** What customers write about, and what others answer. Some of it is never published. */
final class DemoPosts {

    private static final int DAYS = 300;
    private static final int MOST_COMMENTS = 6;
    private static final int MINUTES_A_DAY = 24 * 60;

    private static final List<String> TAGS = List.of(
            "books",
            "brewing",
            "coffee",
            "cooking",
            "diy",
            "gadgets",
            "games",
            "garden",
            "gifts",
            "home",
            "howto",
            "music",
            "news",
            "outdoors",
            "review",
            "sale",
            "tea",
            "travel");

    private final Dice dice;
    private final Faker faker;
    private final Instant today;
    private final List<UUID> writers;

    /** @param writers at least one */
    DemoPosts(long randomSeed, Instant today, List<UUID> writers) {
        this.dice = new Dice(randomSeed, "posts");
        this.faker = new Faker(Locale.ENGLISH, dice.random());
        this.today = today;
        this.writers = writers;
    }

    AdoptedPost post(int number) {
        dice.of(number);
        boolean isPublished = dice.isWithin(0.9);
        Instant createdAt = today.minus(Duration.ofMinutes(dice.between(MINUTES_A_DAY, DAYS * MINUTES_A_DAY)));
        return new AdoptedPost(
                DemoIds.post(number),
                dice.oneOf(writers),
                title(),
                content(),
                tags(),
                isPublished,
                createdAt,
                createdAt,
                isPublished ? comments(number, createdAt) : List.of());
    }

    private String title() {
        String words = faker.lorem().sentence(dice.between(3, 8));
        return words.substring(0, words.length() - 1);
    }

    private String content() {
        return String.join("\n\n", faker.lorem().paragraphs(dice.between(1, 5)));
    }

    private List<String> tags() {
        return Stream.generate(() -> dice.oneOf(TAGS))
                .limit(dice.between(0, 5))
                .distinct()
                .toList();
    }

    /** Within the day after the post. */
    private List<AdoptedComment> comments(int post, Instant postedAt) {
        int count = dice.between(0, MOST_COMMENTS + 1);
        return IntStream.range(0, count)
                .mapToObj(i -> new AdoptedComment(
                        DemoIds.comment((long) post * MOST_COMMENTS + i),
                        dice.oneOf(writers),
                        faker.lorem().sentence(dice.between(4, 16)),
                        postedAt.plus(Duration.ofMinutes(MINUTES_A_DAY / MOST_COMMENTS * i + dice.between(1, 200)))))
                .toList();
    }
}
