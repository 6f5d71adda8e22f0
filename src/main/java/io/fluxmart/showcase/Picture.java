package io.fluxmart.showcase;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A picture somewhere on the web. The service itself never fetches it.
 *
 * @param alt what it shows, for those who cannot see it
 */
record Picture(
        @NotNull @WebAddress @Nullable String url,
        @Size(max = 255) @Nullable String alt) {

    int length() {
        return (url == null ? 0 : url.length()) + (alt == null ? 0 : alt.length());
    }
}
