package io.fluxmart.seeding;

import java.util.UUID;

/**
 * The ids that demonstration data have. They bear the time 1970-01-01, which no id bears that is given to anything real: the
 * n-th thing of a sort has the same id wherever it is seeded.
 */
public final class DemoIds {

    /** Below it are the {@link DemoUser fixed users}. */
    private static final long FIRST_FAKE_USER = 1_000;

    private static final long LAST = 999_999_999_999L;

    private DemoIds() {}

    static UUID user(long number) {
        return id(0, FIRST_FAKE_USER + number - 1);
    }

    static UUID order(long number) {
        return id(1, number);
    }

    static UUID post(long number) {
        return id(2, number);
    }

    static UUID comment(long number) {
        return id(3, number);
    }

    /** No id of a demonstration user comes before it. */
    public static UUID firstUser() {
        return id(0, 1);
    }

    /** No id of a demonstration user comes after it. */
    public static UUID lastUser() {
        return id(0, LAST);
    }

    private static UUID id(int sort, long number) {
        return UUID.fromString("00000000-0000-7000-800%d-%012d".formatted(sort, number));
    }
}
