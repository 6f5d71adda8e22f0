package io.fluxmart.platform.settings;

import java.util.Locale;
import org.springframework.core.env.PropertyResolver;

/** What the environment and the files say, before anything is made of it. */
record GivenSettings(PropertyResolver settings) {

    boolean has(String setting) {
        return !text(setting).isBlank();
    }

    /** In lower case, since options of addresses may be told in either; empty where it is not set. */
    String text(String setting) {
        return textOr(setting, "");
    }

    String textOr(String setting, String fallback) {
        return settings.getProperty(setting, fallback).toLowerCase(Locale.ROOT);
    }

    boolean is(String setting, boolean fallback) {
        return settings.getProperty(setting, Boolean.class, fallback);
    }

    /** Whether the address brings its own credentials. */
    boolean namesUser(String address) {
        return text(address).contains("@");
    }

    boolean migrates() {
        return is("spring.liquibase.enabled", true);
    }
}
