package io.fluxmart.backends;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Speaks MongoDB's wire protocol over a file of its own; a standalone server without transactions. */
final class EmbeddedMongoServer implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    EmbeddedMongoServer(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server = new MongoServer(new Backend(directory.resolve("fluxmart.mv").toString()));
        address = server.bind();
    }

    String uri() {
        return "mongodb://127.0.0.1:" + address.getPort() + "/fluxmart";
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** The library knows the old name of the greeting only. */
    private static final class Backend extends H2Backend {

        Backend(String file) {
            super(file);
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            String known = command.equalsIgnoreCase("hello") ? "ismaster" : command;
            return super.handleCommand(channel, database, known, query);
        }
    }
}
