package io.fluxmart.backends;

import io.r2dbc.spi.ConnectionFactoryOptions;

/** Where the stores are. Each is started when its address is first asked for. */
public interface Backends extends AutoCloseable {

    PostgresAddress postgres();

    String mongoUri();

    String redisUrl();

    @Override
    void close();

    /** One database; no server here is reached from another machine, so the password may be empty. */
    record PostgresAddress(String host, int port, String database, String user, String password) {

        /** What {@code SPRING_R2DBC_URL} and its companions name. */
        public static PostgresAddress named(String r2dbcUrl) {
            ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(r2dbcUrl);
            Object port = options.getValue(ConnectionFactoryOptions.PORT);
            return new PostgresAddress(
                    String.valueOf(options.getValue(ConnectionFactoryOptions.HOST)),
                    port == null ? 5432 : (int) port,
                    String.valueOf(options.getValue(ConnectionFactoryOptions.DATABASE)),
                    System.getenv().getOrDefault("SPRING_R2DBC_USERNAME", "postgres"),
                    System.getenv().getOrDefault("SPRING_R2DBC_PASSWORD", ""));
        }

        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }

        public String r2dbcUrl() {
            return "r2dbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }
}
