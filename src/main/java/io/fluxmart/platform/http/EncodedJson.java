package io.fluxmart.platform.http;

/** A representation that was encoded once for all who ask for it. Its bytes go out as they are, so they must not change. */
public final class EncodedJson {

    private final String entityTag;
    private final byte[] bytes;

    /**
     * @param entityTag without its quotes
     * @param bytes JSON in UTF-8
     */
    public EncodedJson(String entityTag, byte[] bytes) {
        this.entityTag = "\"" + entityTag + "\"";
        this.bytes = bytes;
    }

    /** As headers have it, in quotes. */
    String entityTag() {
        return entityTag;
    }

    byte[] bytes() {
        return bytes;
    }
}
