package io.fluxmart.products;

/** Bounds of what is in the catalogue. */
public final class ProductRules {

    static final String SKU = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    static final String SKU_MESSAGE = "must be 1 to 64 letters, digits, dots, dashes or underscores";
    static final String SLUG = "(?=.{1,50}$)[a-z0-9]+(-[a-z0-9]+)*";
    static final String SLUG_MESSAGE = "must be words of lower-case letters and digits, joined by dashes";
    static final int MAX_DESCRIPTION = 10_000;
    static final long MAX_STOCK = 1_000_000_000L;
    /** 99,999,999.99 in minor units, the DECIMAL(10,2) of the requirements. */
    public static final long MAX_PRICE = 9_999_999_999L;

    private ProductRules() {}
}
