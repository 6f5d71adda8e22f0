package io.fluxmart.authors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote something, as others see them.
 *
 * @param id null for {@link #GONE}
 */
public record Author(@Nullable UUID id, String username) {

    /** Anybody whose account is closed. No username holds a bracket, so nobody else can look like this. */
    public static final Author GONE = new Author(null, "[deleted]");

    @JsonIgnore
    public boolean isGone() {
        return id == null;
    }
}
