package io.fluxmart.posts;

/** What may stand in a single line that others read: a title, a tag. */
final class Lines {

    /** Neither control characters nor what turns the direction of the text around, which could pass for another text. */
    private static final String NO_TRICKS = "\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069";

    /** At least one sign that can be seen. */
    private static final String SOMETHING = "(?=.*[^\\p{Z}\\p{C}\\u3164])";

    /** Blank ones are left to another constraint. */
    static final String TITLE = "\\s*|" + SOMETHING + "[^" + NO_TRICKS + "]*";

    static final String TITLE_MESSAGE = "must show something, and cannot hold control characters";

    /** Lists of tags are separated by commas, so none holds one. */
    static final String TAG = "\\s*|" + SOMETHING + "[^," + NO_TRICKS + "]*";

    static final String TAG_MESSAGE = "must show something, and cannot hold commas or control characters";

    private Lines() {}
}
