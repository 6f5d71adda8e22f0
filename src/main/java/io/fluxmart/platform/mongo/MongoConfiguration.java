package io.fluxmart.platform.mongo;

import com.mongodb.WriteConcern;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** Pool and time limits of the MongoDB driver, and how records become documents. No start waits for MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /** Before Boot's own, in place 0, which applies the URI: what an operator names there counts. */
    @Bean
    @Order(-1)
    MongoClientSettingsBuilderCustomizer limits() {
        return settings -> settings.applyToConnectionPoolSettings(pool -> pool.maxSize(10)
                        .minSize(5)
                        .maxConnectionIdleTime(30, TimeUnit.SECONDS)
                        .maxWaitTime(5, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(45, TimeUnit.SECONDS));
    }

    /** Behind Boot's own: an answer means that a majority has the write, whatever the URI says. */
    @Bean
    @Order(1)
    MongoClientSettingsBuilderCustomizer durability() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY).retryWrites(true);
    }

    @Bean
    MongoClientSettingsBuilderCustomizer slowCommandLog(MongoSettings settings, MeterRegistry meters) {
        return client -> client.addCommandListener(new SlowCommandLog(settings.slowCommand(), meters));
    }

    /** Without the names of our classes in the documents: a renamed record would not find its own any more. */
    @Bean
    MappingMongoConverter mappingMongoConverter(MongoMappingContext mappings, MongoCustomConversions conversions) {
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, mappings);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }
}
