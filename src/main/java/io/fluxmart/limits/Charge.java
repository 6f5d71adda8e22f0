package io.fluxmart.limits;

/**
 * One request that counts against a client's quota.
 *
 * @param client whom the limit tells apart: an address, a user, an account
 */
record Charge(Limit limit, String client) {

    String key() {
        return "limit:" + limit.name() + ":" + client;
    }
}
