package io.fluxmart.auth;

/**
 * A bearer token (RFC 6750).
 *
 * @param expiresIn seconds
 */
record AccessToken(String accessToken, String tokenType, long expiresIn) {}
