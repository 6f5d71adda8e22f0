/**
 * Decides who somebody is and what they may reach: passwords, access tokens, access rules.
 * Its data: the credential columns of the table users.
 * Publishes user.changed, which only nodes hear, for itself and for the room users.
 */
@NullMarked
package io.fluxmart.auth;

import org.jspecify.annotations.NullMarked;
