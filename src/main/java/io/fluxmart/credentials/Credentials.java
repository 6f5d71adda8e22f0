package io.fluxmart.credentials;

/** What a login is checked against. */
record Credentials(Identity identity, String passwordHash, boolean isActive) {

    @Override
    public String toString() {
        return "Credentials[" + identity + "]";
    }
}
