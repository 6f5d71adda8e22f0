package io.fluxmart.authors;

import java.util.Map;
import java.util.UUID;

/**
 * The names of those who wrote the things on one page.
 *
 * @param names of open accounts, by user
 */
public record Bylines(Map<UUID, String> names) {

    /** {@link Author#GONE} for whoever was not found. */
    public Author of(UUID userId) {
        String username = names.get(userId);
        return username == null ? Author.GONE : new Author(userId, username);
    }
}
