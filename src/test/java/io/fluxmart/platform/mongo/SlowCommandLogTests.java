package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.fluxmart.testing.SharedBackends;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class SlowCommandLogTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void namesSlowCommandsAndTheirCollectionButNoValues(CapturedOutput output) {
        insertWithThreshold(Duration.ZERO);

        assertThat(output).containsPattern("Slow MongoDB command: \\d+ ms, insert slow_commands");
        assertThat(output).doesNotContain("a-value-of-somebody");
    }

    @Test
    void keepsQuietAboutTheOthers(CapturedOutput output) {
        insertWithThreshold(Duration.ofMinutes(1));

        assertThat(output).doesNotContain("Slow MongoDB command");
    }

    private static void insertWithThreshold(Duration threshold) {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(SharedBackends.get().mongoUri()))
                .addCommandListener(new SlowCommandLog(threshold, new SimpleMeterRegistry()))
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            Mono.from(client.getDatabase("fluxmart")
                            .getCollection("slow_commands")
                            .insertOne(new Document("text", "a-value-of-somebody")))
                    .block(PATIENCE);
        }
    }
}
