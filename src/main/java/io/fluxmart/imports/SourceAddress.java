package io.fluxmart.imports;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a source is. Whatever is written about it, the credentials are not. */
final class SourceAddress {

    /** By which driver it is read. */
    enum Kind {
        MONGODB,
        MYSQL
    }

    /** Each name of a scheme that somebody may know their server by. */
    private static final Map<String, Kind> KINDS = Map.of(
            "mongodb", Kind.MONGODB,
            "mongodb+srv", Kind.MONGODB,
            "mysql", Kind.MYSQL,
            "mariadb", Kind.MYSQL,
            "r2dbc:mysql", Kind.MYSQL,
            "r2dbcs:mysql", Kind.MYSQL,
            "r2dbc:mariadb", Kind.MYSQL);

    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[a-z0-9+:]+)://(?:[^/?#]*@)?(?<hosts>[^@/?#\\s]+)/(?<database>[^@/?#\\s]+)(?:\\?\\S*)?");

    private final Kind kind;
    private final String uri;
    private final String shown;

    private SourceAddress(Kind kind, String uri, String shown) {
        this.kind = kind;
        this.uri = uri;
        this.shown = shown;
    }

    /** @throws IllegalArgumentException says what is wrong with it, and never what it is */
    static SourceAddress of(String uri) {
        Matcher parts = SHAPE.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "It must be like mongodb://user:password@host:27017/database or mysql://user:password@host:3306/database");
        }
        String scheme = parts.group("scheme");
        Kind kind = KINDS.get(scheme);
        if (kind == null) {
            throw new IllegalArgumentException("It must begin with one of "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
        }
        return new SourceAddress(
                kind, uri, "%s://%s/%s".formatted(scheme, parts.group("hosts"), parts.group("database")));
    }

    Kind kind() {
        return kind;
    }

    /** With the credentials: for drivers, and for nothing that is written or shown. */
    String uri() {
        return uri;
    }

    /** Without user, password and options, some of which are secrets as well. */
    @Override
    public String toString() {
        return shown;
    }
}
