package io.fluxmart.intakes;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What a dry run remembers from one batch to the next.
 *
 * @param session one connection of its own, with the temporary table {@code rehearsed_users (id, email, username)}
 */
public record Rehearsal(DatabaseClient session) {}
