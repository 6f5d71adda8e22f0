package io.fluxmart.sources.mysql;

import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.CONNECTION_TIME_ZONE;
import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.FORCE_CONNECTION_TIME_ZONE_TO_SESSION;
import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.USE_SERVER_PREPARE_STATEMENT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.STATEMENT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.fluxmart.sources.SourceUnreadable;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a MySQL or MariaDB database is, and how to get in. As text, and in its failures, it has no name and no password. */
public final class MySqlAddress {

    private static final Pattern FORM = Pattern.compile("(?:(?<scheme>r2dbcs?):)?(?:mysql|mariadb)://(?<rest>.+)");

    /** About TLS and the way there. A misspelt one must not pass: who asks for TLS gets TLS or an error. */
    private static final Set<String> OPTIONS =
            Set.of("ssl", "sslMode", "sslCa", "sslCert", "sslKey", "sslKeyPassword", "tlsVersion", "connectTimeout");

    private static final int USUAL_PORT = 3306;

    private final ConnectionFactoryOptions options;

    private MySqlAddress(ConnectionFactoryOptions options) {
        this.options = options;
    }

    /**
     * @param url {@code mysql://user:password@host:port/database} with the driver's options for TLS; {@code mariadb:} and
     *     {@code r2dbc:mysql:} are the same. Signs of addresses in name and password are percent-encoded.
     */
    public static MySqlAddress of(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw refused("It does not begin with mysql:, mariadb: or r2dbc:mysql:.");
        }
        String scheme = form.group("scheme") == null ? "r2dbc" : form.group("scheme");
        MySqlAddress address = new MySqlAddress(complete(parse(scheme + ":mysql://" + form.group("rest"))));
        address.factory(Duration.ofSeconds(1)); // to hear now of options that cannot be
        return address;
    }

    /** Of what goes wrong here, the messages of others repeat the address; so only ours are shown. */
    private static ConnectionFactoryOptions parse(String url) {
        try {
            ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(url);
            requireKnownOptions(url);
            return options;
        } catch (IllegalArgumentException unreadable) {
            throw refused("It cannot be read; are all signs in name and password percent-encoded?");
        }
    }

    private static void requireKnownOptions(String url) {
        String query = URI.create(url.substring(url.indexOf("mysql:"))).getRawQuery();
        Stream.of(query == null ? new String[0] : query.split("&"))
                .map(option -> option.split("=")[0])
                .filter(option -> !OPTIONS.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw refused("It has an option that is none of " + String.join(", ", sorted(OPTIONS)) + ".");
                });
    }

    private static Iterable<String> sorted(Set<String> words) {
        return words.stream().sorted()::iterator;
    }

    private static ConnectionFactoryOptions complete(ConnectionFactoryOptions options) {
        require(options, USER, "user");
        require(options, HOST, "host");
        require(options, DATABASE, "database");
        return options;
    }

    private static void require(ConnectionFactoryOptions options, Option<String> part, String word) {
        if (!(options.getValue(part) instanceof String text) || text.isBlank()) {
            throw refused("It names no " + word + ".");
        }
    }

    private static SourceUnreadable refused(String reason) {
        return new SourceUnreadable("This is no address of a MySQL or MariaDB database. " + reason
                + " One looks like mysql://user:password@host:3306/database?sslMode=VERIFY_IDENTITY.");
    }

    String database() {
        return text(DATABASE);
    }

    String host() {
        return text(HOST);
    }

    /**
     * How to connect: with times in UTC and statements that the server prepares.
     *
     * @param patience how long a statement may take, in whole seconds
     */
    ConnectionFactory factory(Duration patience) {
        try {
            return ConnectionFactories.get(options.mutate()
                    .option(CONNECTION_TIME_ZONE, "+00:00")
                    .option(FORCE_CONNECTION_TIME_ZONE_TO_SESSION, true)
                    .option(USE_SERVER_PREPARE_STATEMENT, true)
                    .option(STATEMENT_TIMEOUT, patience)
                    .build());
        } catch (RuntimeException unusable) {
            throw refused("One of its options has a value that it cannot have.");
        }
    }

    private String text(Option<String> part) {
        return String.valueOf(options.getValue(part));
    }

    @Override
    public String toString() {
        Object port = options.getValue(PORT);
        return "mysql://" + host() + ":" + (port == null ? USUAL_PORT : port) + "/" + database();
    }
}
