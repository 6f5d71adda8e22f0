package io.fluxmart.imports;

import org.jspecify.annotations.Nullable;

/**
 * A source as the settings name it. Not validated by annotations, whose refusals would print the value: see {@link Sources}.
 *
 * @param uri with credentials: {@code mongodb://user:password@host/database}
 */
public record NamedSource(@Nullable String uri) {

    @Override
    public String toString() {
        return "NamedSource[uri=***]";
    }
}
