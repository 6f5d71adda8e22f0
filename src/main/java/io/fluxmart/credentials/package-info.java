/**
 * Decides what proves who somebody is: logins, passwords, and which generation of proofs still counts.
 * Its data: the credential columns of the table users.
 * Publishes user.changed, which only nodes hear, for itself and for the room users.
 */
@NullMarked
package io.fluxmart.credentials;

import org.jspecify.annotations.NullMarked;
