/**
 * Decides who has an account, and under which name.
 * Its data: PostgreSQL, table users.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.users;

import org.jspecify.annotations.NullMarked;
