package io.fluxmart.sources;

/** The source does not answer, or not as it should; trying again may help. */
public final class SourceAway extends RuntimeException {

    /** @param sentence what is wrong; no credentials, and no words of a driver */
    public SourceAway(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
