package io.fluxmart.backends;

import com.mongodb.ConnectionString;
import io.fluxmart.backends.Backends.PostgresAddress;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Points the service at {@link Backends}, except for stores whose address the environment gives. */
public class BackendsConfiguration {

    private static final String ABSENT = "absent";

    @Bean
    @ConditionalOnProperty(name = "spring.r2dbc.url", havingValue = ABSENT, matchIfMissing = true)
    R2dbcConnectionDetails postgres(Backends backends) {
        PostgresAddress address = backends.postgres();
        return () -> ConnectionFactoryOptions.parse(address.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, address.user())
                .option(ConnectionFactoryOptions.PASSWORD, address.password())
                .build();
    }

    @Bean
    @ConditionalOnProperty(name = "spring.r2dbc.url", havingValue = ABSENT, matchIfMissing = true)
    MigrationAddress migrations(Backends backends) {
        return new MigrationAddress(backends.postgres());
    }

    @Bean
    @ConditionalOnProperty(name = "spring.mongodb.uri", havingValue = ABSENT, matchIfMissing = true)
    MongoConnectionDetails mongo(Backends backends) {
        ConnectionString address = new ConnectionString(backends.mongoUri());
        return () -> address;
    }

    @Bean
    @ConditionalOnProperty(name = "spring.data.redis.url", havingValue = ABSENT, matchIfMissing = true)
    DataRedisConnectionDetails redis(Backends backends) {
        URI address = URI.create(backends.redisUrl());
        return new DataRedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(address.getHost(), address.getPort());
            }
        };
    }

    /** Boot looks for the one interface to migrate at all, and for the other to know where. */
    record MigrationAddress(PostgresAddress address) implements LiquibaseConnectionDetails, JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return address.user();
        }

        @Override
        public String getPassword() {
            return address.password();
        }

        @Override
        public String getJdbcUrl() {
            return address.jdbcUrl();
        }

        @Override
        public String getDriverClassName() {
            return "org.postgresql.Driver";
        }
    }
}
