package io.fluxmart.platform.mongo;

import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pool and time limits of the MongoDB driver. Connections are opened when first needed: no start waits for MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer limits() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY)
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(10).minSize(5).maxConnectionIdleTime(30, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(45, TimeUnit.SECONDS));
    }
}
