/**
 * Decides who is asking and what they may reach: access tokens and access rules.
 * Holds no data but what it remembers of void tokens.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.auth;

import org.jspecify.annotations.NullMarked;
