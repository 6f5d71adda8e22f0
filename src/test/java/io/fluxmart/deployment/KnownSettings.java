package io.fluxmart.deployment;

import io.fluxmart.SettingsTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Environment variables that mean something to the service: our own, and those of the framework as its metadata has them. */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** Maps, below which anything goes. */
    private static final List<String> OPEN_ENDED = List.of("SPRING_SSL_BUNDLE_PEM_");

    private static final Set<String> KNOWN = load();

    private KnownSettings() {}

    private static Set<String> load() {
        Set<String> known = new HashSet<>(SettingsTests.known().keySet());
        known.add("SPRING_PROFILES_ACTIVE");
        try {
            for (URL metadata :
                    Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = metadata.openStream()) {
                    for (JsonNode property : new JsonMapper().readTree(in).path("properties")) {
                        known.add(variable(property.path("name").asString()));
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return known;
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static boolean include(String variable) {
        return KNOWN.contains(variable) || OPEN_ENDED.stream().anyMatch(variable::startsWith);
    }
}
