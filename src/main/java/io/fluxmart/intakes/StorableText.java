package io.fluxmart.intakes;

/** What PostgreSQL can keep as a text: neither U+0000 nor half of a surrogate pair. */
public final class StorableText {

    private static final int REPLACEMENT = 0xFFFD;

    private StorableText() {}

    static boolean is(String text) {
        return text.codePoints().noneMatch(StorableText::isUnfit);
    }

    /** @param length the most characters, as PostgreSQL counts them: code points */
    public static String cut(String text, int length) {
        return text.codePoints()
                .limit(length)
                .map(character -> isUnfit(character) ? REPLACEMENT : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnfit(int character) {
        return character == 0 || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
