package io.fluxmart.testing;

import io.fluxmart.backends.Backends.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An empty database of its own on the PostgreSQL that all tests share; gone when it is closed. */
public final class OwnDatabase implements AutoCloseable {

    private final PostgresAddress server = SharedBackends.postgres();
    private final PostgresAddress address = new PostgresAddress(
            server.host(), server.port(), Shop.unique("own").replace('-', '_'), server.user(), server.password());

    public OwnDatabase() {
        run(server, "CREATE DATABASE " + address.database());
    }

    public PostgresAddress address() {
        return address;
    }

    public Connection connect() {
        return connect(address);
    }

    private static Connection connect(PostgresAddress to) {
        try {
            return DriverManager.getConnection(to.jdbcUrl(), to.user(), to.password());
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    public void run(String sql) {
        run(address, sql);
    }

    private static void run(PostgresAddress where, String sql) {
        try (Connection connection = connect(where);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    /** The first column that the statement yields. */
    public List<String> texts(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    public String text(String sql) {
        return texts(sql).get(0);
    }

    @Override
    public void close() {
        run(server, "DROP DATABASE " + address.database() + " WITH (FORCE)");
    }
}
