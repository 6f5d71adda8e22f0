package io.fluxmart.auth;

/** To whom a route is open. */
enum Access {
    ANYBODY,
    SIGNED_IN,
    ADMINISTRATORS,
    NOBODY
}
