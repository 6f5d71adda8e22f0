package io.fluxmart.seeding;

import io.fluxmart.reviews.AdoptedReview;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/** What customers say a few days after they got something; most of them are content. */
final class DemoReviews {

    private final Dice dice;
    private final Faker faker;
    private final Instant today;

    DemoReviews(long randomSeed, Instant today) {
        this.dice = new Dice(randomSeed, "reviews");
        this.faker = new Faker(Locale.ENGLISH, dice.random());
        this.today = today;
    }

    AdoptedReview of(DemoPurchase purchase) {
        dice.of(purchase.orderId().getLeastSignificantBits());
        return new AdoptedReview(
                purchase.productId(), purchase.buyer(), stars(), text(), writtenAt(purchase.receivedAt()));
    }

    private int stars() {
        double share = dice.share();
        return share < 0.45 ? 5 : share < 0.75 ? 4 : share < 0.88 ? 3 : share < 0.95 ? 2 : 1;
    }

    private @Nullable String text() {
        return dice.isWithin(0.7) ? faker.lorem().paragraph(dice.between(1, 4)) : null;
    }

    /** Before today began, or at the door. */
    private Instant writtenAt(Instant receivedAt) {
        Instant later = receivedAt.plus(Duration.ofMinutes(dice.between(60, 14 * 24 * 60)));
        return later.isBefore(today) ? later : receivedAt;
    }
}
