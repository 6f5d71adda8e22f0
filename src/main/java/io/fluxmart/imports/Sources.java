package io.fluxmart.imports;

import io.fluxmart.problem.Failure;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.mongo.MongoSource;
import io.fluxmart.sources.mysql.MySqlAddress;
import io.fluxmart.sources.mysql.MySqlSource;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ways to foreign databases. Clients of the API only say a name; the address behind it is the operator's, or they could
 * have this service connect wherever it may and they may not.
 */
@Component
class Sources {

    /** Never taken for an address, and fit for the name of an environment variable. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");

    private final SortedMap<String, SourceAddress> addresses = new TreeMap<>();

    Sources(ImportNodeSettings settings) {
        settings.sources().forEach(this::add);
    }

    private void add(String name, @Nullable NamedSource source) {
        String property = "fluxmart.imports.sources." + name + ".uri";
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(property + ": a name is up to 50 of a-z, 0-9 and the hyphen");
        }
        addresses.put(name, address(property, source == null ? null : source.uri()));
    }

    private static SourceAddress address(String property, @Nullable String uri) {
        if (uri == null || uri.isBlank()) {
            throw new IllegalStateException(property + " is missing");
        }
        try {
            SourceAddress address = SourceAddress.of(uri.strip());
            requireReadable(address);
            return address;
        } catch (IllegalArgumentException | Failure wrong) {
            throw new IllegalStateException(property + ": " + wrong.getMessage());
        }
    }

    /** As far as it can be told without asking anybody: the driver looks up names of {@code mongodb+srv} at once. */
    private static void requireReadable(SourceAddress address) {
        switch (address.kind()) {
            case MYSQL -> MySqlAddress.of(address.uri());
            case MONGODB -> {
                if (!address.uri().startsWith("mongodb+srv")) {
                    MongoSource.nameOf(address.uri());
                }
            }
        }
    }

    /** Those that this node knows the way to. */
    SortedSet<String> names() {
        return new TreeSet<>(addresses.keySet());
    }

    /** Connects when first asked for something; whoever opens it closes it. */
    Source at(SourceAddress address) {
        return switch (address.kind()) {
            case MONGODB -> MongoSource.at(address.uri());
            case MYSQL -> MySqlSource.at(address.uri());
        };
    }

    /** Opens one of those. */
    Source named(String name) {
        SourceAddress address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("This node knows no source " + name);
        }
        return at(address);
    }
}
