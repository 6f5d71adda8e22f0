package io.fluxmart.backends;

/** Where the stores are. Each is started when its address is first asked for. */
public interface Backends extends AutoCloseable {

    PostgresAddress postgres();

    String mongoUri();

    String redisUrl();

    @Override
    void close();

    /** One database; no server here is reached from another machine, so the password may be empty. */
    record PostgresAddress(String host, int port, String database, String user, String password) {

        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }

        public String r2dbcUrl() {
            return "r2dbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }
}
