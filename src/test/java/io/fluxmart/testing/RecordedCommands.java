package io.fluxmart.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Writes down what the node asks of MongoDB. */
public class RecordedCommands {

    @Bean
    MongoRecorder mongoRecorder() {
        return new MongoRecorder();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer recordCommands(MongoRecorder recorder) {
        return client -> client.addCommandListener(recorder);
    }

    /** The commands of all connections; the driver's own do not count. */
    public static final class MongoRecorder implements CommandListener {

        private static final Set<String> OF_THE_DRIVER = Set.of("hello", "isMaster", "ping", "endSessions");

        private final ConcurrentLinkedQueue<BsonDocument> commands = new ConcurrentLinkedQueue<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (!OF_THE_DRIVER.contains(event.getCommandName())) {
                commands.add(event.getCommand().clone());
            }
        }

        public void clear() {
            commands.clear();
        }

        /** Those sent for the collection since {@link #clear()}. */
        public List<BsonDocument> about(String collection) {
            return commands.stream()
                    .filter(command -> command.values().stream()
                            .anyMatch(value -> value.isString()
                                    && value.asString().getValue().equals(collection)))
                    .toList();
        }
    }
}
