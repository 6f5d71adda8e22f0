package io.fluxmart.users;

import static io.fluxmart.platform.postgres.Values.time;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** By what the list of users can be sorted. */
enum UserSort {
    CREATED_AT("createdAt", "created_at", ":afterKey", User::createdAt, UserSort::timeIn),
    LAST_LOGIN("lastLogin", "coalesce(last_login_at, 'epoch')", ":afterKey", UserSort::lastLoginOf, UserSort::timeIn),
    USERNAME("username", "lower(username)", "lower(:afterKey)", User::username, text -> text),
    EMAIL("email", "email", ":afterKey", User::email, text -> text);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final String word;
    private final String key;
    private final String boundKey;
    private final Function<User, Object> keyOf;
    private final Function<String, Object> keyReader;

    UserSort(
            String word,
            String key,
            String boundKey,
            Function<User, Object> keyOf,
            Function<String, Object> keyReader) {
        this.word = word;
        this.key = key;
        this.boundKey = boundKey;
        this.keyOf = keyOf;
        this.keyReader = keyReader;
    }

    static UserSort of(String word) {
        return Arrays.stream(values())
                .filter(sort -> sort.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    String word() {
        return word;
    }

    /** The sort key as SQL. */
    String key() {
        return key;
    }

    /** The sort key of the last user seen, bound as {@code afterKey}, as SQL. */
    String boundKey() {
        return boundKey;
    }

    Object keyOf(User user) {
        return keyOf.apply(user);
    }

    /** The key out of a cursor, ready to be bound. */
    Object read(String text) {
        return keyReader.apply(text);
    }

    /** Whoever never signed in did so when time began. */
    private static Instant lastLoginOf(User user) {
        return Optional.ofNullable(user.lastLogin()).orElse(Instant.EPOCH);
    }

    private static Object timeIn(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("Nobody was here then.");
        }
        return time(instant);
    }
}
