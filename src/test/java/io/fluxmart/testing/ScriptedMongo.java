package io.fluxmart.testing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A replica set of one that fails as a test says: steps down, loses a write conflict, does not know whether it has
 * committed. It keeps no transactions, it only goes through the motions.
 */
public final class ScriptedMongo implements AutoCloseable {

    private static final Set<String> GREETINGS = Set.of("hello", "isMaster", "ismaster");
    private static final Set<String> ALWAYS_FINE = Set.of("commitTransaction", "abortTransaction", "endSessions");

    private final MongoServer server = new MongoServer(new Backend());
    private final int port = server.bind().getPort();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Document> script = command -> null;

    /** @param options of the driver, as a URI has them */
    public String uri(String options) {
        return "mongodb://127.0.0.1:" + port + "/fluxmart?replicaSet=scripted&" + options;
    }

    /** @param script the answer to a command, null for the usual one */
    public void answer(Function<String, Document> script) {
        commands.clear();
        this.script = script;
    }

    /** The names of the commands since the script began; greetings and farewells do not count. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    public static Document failure(int code, String... labels) {
        Document failure = new Document("ok", 0).append("code", code).append("errmsg", "scripted");
        return labels.length == 0 ? failure : failure.append("errorLabels", List.of(labels));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private Document greeting() {
        String me = "127.0.0.1:" + port;
        return new Document("isWritablePrimary", true)
                .append("ismaster", true)
                .append("setName", "scripted")
                .append("setVersion", 1)
                .append("hosts", List.of(me))
                .append("me", me)
                .append("primary", me)
                .append("maxBsonObjectSize", 16 * 1024 * 1024)
                .append("maxMessageSizeBytes", 48_000_000)
                .append("maxWriteBatchSize", 100_000)
                .append("logicalSessionTimeoutMinutes", 30)
                .append("minWireVersion", 0)
                .append("maxWireVersion", 17)
                .append("ok", 1);
    }

    private final class Backend extends MemoryBackend {

        @Override
        public Document handleMessage(MongoMessage message) {
            String command = message.getDocument().keySet().iterator().next();
            if (GREETINGS.contains(command)) {
                return greeting();
            }
            if (!command.equals("endSessions")) {
                commands.add(command);
            }
            Document scripted = script.apply(command);
            if (scripted != null) {
                return scripted;
            }
            return ALWAYS_FINE.contains(command) ? new Document("ok", 1) : super.handleMessage(message);
        }

        /** The first greeting comes in the old wire format. */
        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            return GREETINGS.contains(command) ? greeting() : super.handleCommand(channel, database, command, query);
        }

        @Override
        public QueryResult handleQuery(MongoQuery query) {
            return new QueryResult(List.of(greeting()));
        }
    }
}
