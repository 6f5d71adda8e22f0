/**
 * Decides who has an account, under which name, with which roles, and who is barred.
 * Its data: PostgreSQL, table users.
 * Publishes user.changed, which only nodes hear.
 */
@NullMarked
package io.fluxmart.users;

import org.jspecify.annotations.NullMarked;
