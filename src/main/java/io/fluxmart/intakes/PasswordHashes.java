package io.fluxmart.intakes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are taken for hashes of passwords. Nothing else is kept, since it may be a password; and none that would cost
 * minutes or gigabytes to check.
 */
final class PasswordHashes {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2ID = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 14;
    private static final int LEAST_MEMORY = 8;
    private static final int MOST_MEMORY = 262_144;
    private static final int MOST_PASSES = 10;

    private PasswordHashes() {}

    static Optional<String> of(@Nullable Object value) {
        return value instanceof String text && (isBcrypt(text) || isArgon2id(text))
                ? Optional.of(text)
                : Optional.empty();
    }

    private static boolean isBcrypt(String text) {
        Matcher hash = BCRYPT.matcher(text);
        return hash.matches() && isWithin(hash.group(1), LEAST_COST, MOST_COST);
    }

    /** In the form that {@link io.fluxmart.credentials.PasswordHashing} makes, memory in KiB. */
    private static boolean isArgon2id(String text) {
        Matcher hash = ARGON2ID.matcher(text);
        return hash.matches()
                && isWithin(hash.group(1), LEAST_MEMORY, MOST_MEMORY)
                && isWithin(hash.group(2), 1, MOST_PASSES);
    }

    private static boolean isWithin(String number, int least, int most) {
        int value = Integer.parseInt(number);
        return value >= least && value <= most;
    }
}
