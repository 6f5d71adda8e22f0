package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

@FluxmartTest
class MongoCapabilitiesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    MongoCapabilities capabilities;

    @Autowired
    ReactiveMongoTemplate mongo;

    /** Holds on the embedded standalone server and on a replica set alike. */
    @Test
    void takesTheServersOwnWordForWhatItCanDo() {
        boolean isReplicaSet = mongo.executeCommand(new Document("isMaster", 1))
                .block(PATIENCE)
                .containsKey("setName");

        assertThat(capabilities.hasTransactions().block(PATIENCE)).isEqualTo(isReplicaSet);
    }
}
