package io.fluxmart.posts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How tags are spelt, and lists of them read. */
final class Tags {

    static final int MOST = 20;
    static final int LONGEST = 50;

    private static final Pattern SPELT = Pattern.compile(Lines.TAG);

    private Tags() {}

    static String normalised(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT);
    }

    /** A null inside a list is for the validator to find. */
    static @Nullable String normalisedOrNull(@Nullable String tag) {
        return tag == null ? null : normalised(tag);
    }

    /**
     * Reads a list such as {@code java,Reactor}; blank ones count for nothing.
     *
     * @throws IllegalArgumentException for more than there can be, and for what no post can have
     */
    static List<String> parse(String list) {
        List<String> tags = Arrays.stream(list.split(","))
                .map(Tags::normalised)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        if (tags.size() > MOST || !tags.stream().allMatch(Tags::isSpelt)) {
            throw new IllegalArgumentException(list);
        }
        return tags;
    }

    private static boolean isSpelt(String tag) {
        return tag.length() <= LONGEST && SPELT.matcher(tag).matches();
    }
}
