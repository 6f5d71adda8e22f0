package io.fluxmart.platform.mongo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.internal.MongoClientImpl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.convert.MongoConverter;

class MongoConfigurationTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MongoReactiveAutoConfiguration.class, DataMongoReactiveAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withUserConfiguration(OurConfiguration.class);

    @EnableConfigurationProperties(MongoSettings.class)
    @Import(MongoConfiguration.class)
    static class OurConfiguration {}

    /** R57. */
    @Test
    void limitsPoolAndTimes() {
        withSettings("mongodb://127.0.0.1:1/fluxmart", settings -> {
            assertThat(settings.getConnectionPoolSettings().getMaxSize()).isEqualTo(10);
            assertThat(settings.getConnectionPoolSettings().getMinSize()).isEqualTo(5);
            assertThat(settings.getConnectionPoolSettings().getMaxConnectionIdleTime(MILLISECONDS))
                    .isEqualTo(30_000);
            assertThat(settings.getConnectionPoolSettings().getMaxWaitTime(MILLISECONDS))
                    .isEqualTo(5_000);
            assertThat(settings.getClusterSettings().getServerSelectionTimeout(MILLISECONDS))
                    .isEqualTo(5_000);
            assertThat(settings.getSocketSettings().getReadTimeout(MILLISECONDS))
                    .isEqualTo(45_000);
        });
    }

    @Test
    void letsTheUriChangeThePoolButNotTheDurability() {
        withSettings("mongodb://127.0.0.1:1/fluxmart?maxPoolSize=33&minPoolSize=2&w=1&retryWrites=false", settings -> {
            assertThat(settings.getConnectionPoolSettings().getMaxSize()).isEqualTo(33);
            assertThat(settings.getConnectionPoolSettings().getMinSize()).isEqualTo(2);
            assertThat(settings.getConnectionPoolSettings().getMaxConnectionIdleTime(MILLISECONDS))
                    .isEqualTo(30_000);
            assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
            assertThat(settings.getRetryWrites()).isTrue();
        });
    }

    /** Documents outlive the names of our classes. */
    @Test
    void writesNoClassNames() {
        context.withPropertyValues("spring.mongodb.uri=mongodb://127.0.0.1:1/fluxmart")
                .run(running -> {
                    Document document = new Document();
                    running.getBean(MongoConverter.class).write(new Sample("id", new Sample("inner", null)), document);

                    assertThat(document).containsOnlyKeys("_id", "inner");
                    assertThat(document.get("inner", Document.class)).containsOnlyKeys("_id");
                });
    }

    record Sample(String id, Object inner) {}

    private void withSettings(String uri, Consumer<MongoClientSettings> assertion) {
        context.withPropertyValues("spring.mongodb.uri=" + uri)
                .run(running -> assertion.accept(((MongoClientImpl) running.getBean(MongoClient.class)).getSettings()));
    }
}
