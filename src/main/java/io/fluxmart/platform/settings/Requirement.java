package io.fluxmart.platform.settings;

import java.util.List;
import java.util.function.Predicate;

/**
 * Something that a node in production has to be told.
 *
 * @param whatToSet an order that names the setting
 */
record Requirement(String whatToSet, Predicate<GivenSettings> isMet) {

    private static final int MIN_SECRET = 32;

    /** Secrets and addresses, and no users whose password everybody knows. */
    static final List<Requirement> ALWAYS = List.of(
            new Requirement(
                    "set FLUXMART_AUTH_TOKEN_SECRET to at least 32 random characters",
                    given -> given.text("fluxmart.auth.token-secret").length() >= MIN_SECRET),
            new Requirement(
                    "set FLUXMART_DEMO_ENABLED=false, since demo users have a published password",
                    given -> !given.is("fluxmart.demo.enabled", false)),
            new Requirement(
                    "set MANAGEMENT_SERVER_PORT to another port than SERVER_PORT, since nobody signs in there",
                    given -> !given.text("management.server.port").equals(given.textOr("server.port", "8080"))),
            new Requirement(
                    "set SPRING_R2DBC_URL to the address of PostgreSQL", given -> given.has("spring.r2dbc.url")),
            new Requirement(
                    "set SPRING_R2DBC_PASSWORD",
                    given -> given.has("spring.r2dbc.password") || given.namesUser("spring.r2dbc.url")),
            new Requirement(
                    "set SPRING_LIQUIBASE_URL, the JDBC twin of SPRING_R2DBC_URL,"
                            + " or SPRING_LIQUIBASE_ENABLED=false where others migrate",
                    given -> given.has("spring.liquibase.url") || !given.migrates()),
            new Requirement(
                    "set SPRING_MONGODB_URI to the address of MongoDB", given -> given.has("spring.mongodb.uri")),
            new Requirement(
                    "set SPRING_DATA_REDIS_URL or SPRING_DATA_REDIS_HOST to the address of Redis",
                    given -> given.has("spring.data.redis.url") || given.has("spring.data.redis.host")),
            new Requirement(
                    "set SPRING_DATA_REDIS_PASSWORD",
                    given -> given.has("spring.data.redis.password") || given.namesUser("spring.data.redis.url")));

    /** Connections to the stores are encrypted and know whom they talk to, unless something below does that. */
    static final List<Requirement> WITHOUT_MESH = List.of(
            new Requirement(
                    "add sslMode=verify-full to SPRING_R2DBC_URL",
                    given -> given.text("spring.r2dbc.url").replace("_", "-").contains("sslmode=verify-full")),
            new Requirement(
                    "add sslmode=verify-full to SPRING_LIQUIBASE_URL",
                    given -> given.text("spring.liquibase.url").contains("sslmode=verify-full") || !given.migrates()),
            new Requirement(
                    "add tls=true to SPRING_MONGODB_URI, and nothing that lets invalid certificates pass",
                    Requirement::isMongoVerified),
            new Requirement(
                    "set SPRING_DATA_REDIS_SSL_ENABLED=true",
                    given -> given.text("spring.data.redis.url").startsWith("rediss:")
                            || given.is("spring.data.redis.ssl.enabled", false)));

    private static boolean isMongoVerified(GivenSettings given) {
        String uri = given.text("spring.mongodb.uri");
        boolean isEncrypted = uri.contains("tls=true")
                || uri.contains("ssl=true")
                || uri.startsWith("mongodb+srv:")
                || given.is("spring.mongodb.ssl.enabled", false);
        return isEncrypted
                && !uri.contains("tlsinsecure=true")
                && !uri.contains("tlsallowinvalidhostnames=true")
                && !uri.contains("sslinvalidhostnameallowed=true");
    }
}
