/**
 * Decides how a browser stays signed in: a cookie, the session behind it, and which pages may use the two.
 * Its data: Redis, fluxmart:sessions:*; without them people sign in anew.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.sessions;

import org.jspecify.annotations.NullMarked;
