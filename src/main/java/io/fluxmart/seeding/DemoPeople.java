package io.fluxmart.seeding;

import io.fluxmart.credentials.Role;
import io.fluxmart.users.AdoptedUser;
import io.fluxmart.users.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/** Believable customers with one published password. All of them registered before the first order was placed. */
final class DemoPeople {

    private static final int LONGEST_NAME = 20;

    private final Dice dice;
    private final Faker faker;
    private final Instant today;
    private final String passwordHash;

    /** @param today its first moment, from which all times are counted back */
    DemoPeople(long randomSeed, Instant today, String passwordHash) {
        this.dice = new Dice(randomSeed, "people");
        this.faker = new Faker(Locale.ENGLISH, dice.random());
        this.today = today;
        this.passwordHash = passwordHash;
    }

    AdoptedUser fixed(DemoUser user) {
        return new AdoptedUser(
                user.id(),
                user.username(),
                user.email(),
                passwordHash,
                user.firstName(),
                user.lastName(),
                null,
                null,
                UserStatus.ACTIVE,
                Set.copyOf(user.roles()),
                null,
                daysAgo(DemoOrders.DAYS + 1));
    }

    AdoptedUser person(int number) {
        dice.of(number);
        String firstName = faker.name().firstName();
        String lastName = faker.name().lastName();
        String username = usernameOf(firstName, lastName, number);
        return new AdoptedUser(
                DemoIds.user(number),
                username,
                username + "@example.com",
                passwordHash,
                firstName,
                lastName,
                dice.isWithin(0.7) ? (long) dice.between(18, 90) : null,
                bio(),
                status(),
                Set.of(Role.USER),
                dice.isWithin(0.8) ? daysAgo(dice.share() * 60) : null,
                daysAgo(DemoOrders.DAYS + 1 + dice.share() * 600));
    }

    /** The number makes it one of a kind. */
    private static String usernameOf(String firstName, String lastName, int number) {
        String name = (firstName + "." + lastName).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        return name.substring(0, Math.min(LONGEST_NAME, name.length())) + number;
    }

    private @Nullable String bio() {
        return dice.isWithin(0.4)
                ? "%s from %s. Likes %s."
                        .formatted(
                                faker.job().title(),
                                faker.address().city(),
                                faker.hobby().activity().toLowerCase(Locale.ROOT))
                : null;
    }

    private UserStatus status() {
        double share = dice.share();
        return share < 0.96 ? UserStatus.ACTIVE : share < 0.99 ? UserStatus.INACTIVE : UserStatus.BANNED;
    }

    private Instant daysAgo(double days) {
        return today.minusSeconds((long) (days * Duration.ofDays(1).toSeconds()));
    }

    /** What one of them has to spend, in whole currency units. */
    long pocketMoney(int number) {
        return 50 + 25L * dice.of(-number).between(0, 80);
    }
}
